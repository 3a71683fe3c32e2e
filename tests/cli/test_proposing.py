"""A table whose columns nobody knows: the command proposes a map of them, and imports with it."""

import pytest

MEMBERS = "Fellow,Town,Region\nAna Kim MD,Denver,CO\n"
BOARD = 'Cert No,Holder,Class,Standing Now,Ends\nACU.100,"KIM, ANA",Acupuncturist,Good,12/31/2027\n'
MAPS = {
    "roster": '[columns]\nname = "Fellow"\ncity = "Town"\nstate = "Region"\n',
    "licences": """[columns]
licence_number = "Cert No"
name = "Holder"
licence_type = "Class"
licence_status = "Standing Now"
[values.licence_type]
"Acupuncturist" = "acupuncture"
[values.licence_status]
"Good" = "active"
""",
}


@pytest.mark.parametrize(
    "source, content, more",
    [("roster", MEMBERS, ()), ("licences", BOARD, ("--state", "CO")), ("licences", BOARD, ("--state", "WY"))],
)
def test_a_list_with_other_columns_has_a_map_proposed_and_is_imported_by_it(run, data, tmp_path, source, content, more):
    path = tmp_path / "list_20261101.csv"
    path.write_text(content)
    code, _, told = run("import", source, path, *more)
    written = data / f"{path.name}.map.toml"
    assert code == 2 and written.exists() and f"import {source}" in told and f"--map '{written}'" in told
    written.write_text(MAPS[source])
    code, out, told = run("import", source, path, *more, "--map", written, "--hold", "--json")
    assert code == 0 and '"listings": 1' in out, told


def test_a_list_that_is_read_as_it_is_needs_no_map(run, data, tmp_path):
    path = tmp_path / "list_20261101.csv"
    path.write_text("Name,City,State\nAna Kim MD,Denver,CO\n")
    assert run("import", "roster", path, "--hold")[0] == 0 and not list(data.glob("*.map.toml"))


@pytest.mark.parametrize(
    "source, wrong", [("roster", 'name = "Fellow"'), ("licences", 'name = "Holder"'), ("roster", 'npi = "X"')]
)
def test_a_map_that_lacks_what_its_source_needs_is_refused_in_one_line(run, tmp_path, source, wrong):
    (tmp_path / "list.csv").write_text(MEMBERS)
    (tmp_path / "map.toml").write_text(f"[columns]\n{wrong}\n")
    more = ("--state", "CO") if source == "licences" else ()
    code, _, told = run("import", source, tmp_path / "list.csv", *more, "--map", tmp_path / "map.toml")
    assert code == 2 and "[columns]" in told and told.count("\n") == 1
