"""Payers as a directory of the whole country has them."""


class Country:
    """Payers as a national directory has them, where a wrong answer sends a patient to another company's network."""

    insurance = tuple(
        (payer, plan, ())
        for payer, plan in (
            *(("Aetna", plan) for plan in ("", "Aetna Medicare Eagle (PPO)", "Open Choice PPO")),
            ("Anthem Blue Cross", ""),
            ("Anthem Blue Cross and Blue Shield of Virginia", ""),
            ("Blue Shield of California", ""),
            ("Regence BlueShield of Idaho", ""),
            ("Arkansas Blue Cross and Blue Shield", ""),
            ("Blue Cross and Blue Shield of North Carolina", ""),
            ("UnitedHealthcare", ""),
            ("UnitedHealthcare", "Choice EPO"),
            ("Optum", ""),
            ("Oscar", ""),
            ("Cigna", ""),
            ("Kaiser Permanente", ""),
            ("Humana", ""),
            ("Molina Healthcare of Texas", ""),
            ("Molina Healthcare of Ohio", ""),
            *(("Acme Health", plan) for plan in ("", "Acme Silver PPO", "Acme Gold 1500")),
            ("Medicare", ""),
            ("American Specialty Health", ""),
        )
    )
