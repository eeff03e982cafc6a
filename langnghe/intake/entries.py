"""Steps that intake records."""

KINDS = {
    "call_back.done": "an officer called a sender back, as agreed",
    "box.opened": "a sealed box was opened before two witnesses (how many forms it held)",
    "box_form.entered": "a paper form from a box became an opinion (the opinion's id; its printed number)",
    "box_form.voided": "a paper from a box became no opinion (why)",
    "paper_run.printed": "blank paper forms were printed (first and last number)",
}
