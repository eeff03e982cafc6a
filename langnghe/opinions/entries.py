"""Steps that opinions records."""

KINDS = {
    "opinion.received": "the ward received an opinion; says no more, whatever the opinion is about",
    "opinion.added": "the sender added words; commits to them as an opinion does",
    "opinion.withdrawn": "the sender withdrew the opinion; it is no longer worked on",
    "opinion.resumed": "the sender withdraws the opinion no longer",
    "erasure.asked": "the sender asked that the opinion be erased",
    "opinion.erased": "everything the sender gave was erased; serial and commitment stay",
    "question.asked": "an officer asked the sender something",
    "addition.read": "an officer has read what the sender added",
    "photo.covered": "an officer covered parts of a photo, or looked at it and found nothing to hide",
    "photo.uncovered": "an officer threw a covered picture away to begin again",
}
