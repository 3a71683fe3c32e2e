"""What works for admins behind the site: imports from their files to what is published, one job after the other."""
