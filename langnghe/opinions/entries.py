"""Steps that opinions records."""

KINDS = {
    "opinion.received": "the ward received an opinion; says no more, whatever the opinion is about",
    "opinion.booked": "an opinion of an earlier year was entered from the ward's book; commits to its words",
    "opinion.added": "the sender added words; commits to them as an opinion does",
    "opinion.withdrawn": "the sender withdrew the opinion; it is no longer worked on",
    "opinion.resumed": "the sender withdraws the opinion no longer",
    "erasure.asked": "the sender asked that the opinion be erased",
    "erasure.declined": "an officer did not erase what is held, and told the sender why; hash of the words",
    "opinion.erased": "everything the sender gave was erased, and why (a code); serial and commitment stay",
    "question.asked": "an officer asked the sender something",
    "addition.unread": "an officer took back that they had read what the sender added (how many)",
    "addition.read": "an officer has read what the sender added",
    "photo.covered": "an officer covered parts of a photo, or looked at it and found nothing to hide",
    "photo.uncovered": "an officer threw a covered picture away to begin again",
    "opinion.let_in": "an opinion that had waited beside the list in a flood was put on it",
    "opinion.set_aside": "an opinion was set aside to wait with others of a flood",
    "opinion.dismissed": "a waiting opinion was dismissed for a stated reason; it is kept",
    "opinion.taken_back": "a dismissed opinion waits again",
    "opinion.sorted": "an officer sorted an opinion; says no more, whatever was changed",
    "opinion.secret_shown": "a staff screen or printer gave the sender, who had none, the secret of the receipt",
    "opinion.call_agreed": "the ward agreed to call the sender back",
}

# These commit to words or bytes kept elsewhere, with their salt; all others to their own facts.
WORDS = {"opinion.received", "opinion.booked", "opinion.added"}
