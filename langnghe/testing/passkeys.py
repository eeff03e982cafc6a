"""A passkey made of software: what a browser would have sent when it was added."""

import json
import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from langnghe.people.models import Officer

SITE = "localhost"


def give_passkey(officer: Officer, name: str = "Điện thoại") -> Authenticator:
    """Add a passkey to an officer's account; the private half is thrown away."""
    added: Authenticator = WebAuthn.add(officer, name, _credential()).instance
    return added


def _credential() -> dict[str, Any]:
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())  # type: ignore[no-untyped-call]
    held = AttestedCredentialData.create(Aaguid.NONE, secrets.token_bytes(16), public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(sha256(SITE.encode()), flags, 0, bytes(held))
    client = CollectedClientData.create("webauthn.create", secrets.token_bytes(32), f"http://{SITE}")
    name = websafe_encode(held.credential_id)
    response = {
        "clientDataJSON": websafe_encode(bytes(client)),
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
    }
    made = {"id": name, "rawId": name, "type": "public-key", "response": response}
    return {**json.loads(json.dumps(made)), "clientExtensionResults": {"credProps": {"rk": True}}}
