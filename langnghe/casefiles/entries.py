"""Steps that casefiles records."""

KINDS = {
    "case_file.made": "an officer made the whole case file of a matter as one paper (pages, hash of the file)",
}
