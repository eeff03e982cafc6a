"""Steps that notices records."""

KINDS = {
    "letterbox.asked": "a sender asked to hear of news by e-mail; a mail asks to confirm the address",
    "letterbox.confirmed": "the address was confirmed from the mail itself",
    "letterbox.ended": "no more mail goes to this letterbox; `end` says why",
    "morning_mail.set": "an officer chose the hour at which the day's work comes by mail, or none",
    "delivery.revived": "an officer let a message that could not be sent be tried again",
}
