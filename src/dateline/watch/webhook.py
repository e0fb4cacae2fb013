"""Alerts posted to a web address as JSON, signed so that the receiver knows whose they are.

Follows Standard Webhooks 1.0 (https://www.standardwebhooks.com): `webhook-id` is the same at every
try, so that who has had it can drop it; `webhook-signature` is "v1," and the base64 of the
HMAC-SHA256 of `id.timestamp.body`. Redirects are not followed, private addresses refused.
"""

import base64
import binascii
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from dateline.errors import ConfigError, DeliveryError, FetchError
from dateline.sources.url import post
from dateline.store import Parcel

_LEAST_SECRET = 24  # bytes, as the standard asks
_GONE = 410


def post_parcel(
    parcel: Parcel, url: str, secret: str | None, now: datetime, *, allow_private: bool
) -> None:
    """Post a message.

    Args:
        parcel: the alerts.
        url: where to.
        secret: what it is signed with.
        now: what time it is, in UTC.
        allow_private: also post to this machine and to private networks.

    Raises:
        DeliveryError: it did not arrive.
        ConfigError: there is no secret, or it is none.
    """
    body = json.dumps(
        {
            "type": "dateline.digest" if parcel.is_digest else "dateline.alert",
            "timestamp": now.isoformat(timespec="seconds"),
            "data": {
                "watch": {"id": parcel.watch_id, "name": parcel.watch_name},
                "alerts": [json.loads(record) for record in parcel.records],
            },
        }
    ).encode()
    headers = {"Content-Type": "application/json", **sign(secret, parcel.message, now, body)}
    try:
        answer = post(url, body, headers=headers, allow_private=allow_private)
    except FetchError as error:
        raise DeliveryError(str(error)) from error
    if 200 <= answer.status < 300:
        return
    raise _refused(answer.status, answer.retry_after)


def sign(secret: str | None, message: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers that say which message it is, from when, and prove whose.

    Raises:
        ConfigError: there is no secret, or it is too short.
    """
    key = _key_of(secret)
    stamp = str(int(at.timestamp()))
    signed = b".".join((message.encode(), stamp.encode(), body))
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return {
        "webhook-id": message,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature}",
    }


def _key_of(secret: str | None) -> bytes:
    if secret is None:
        raise ConfigError("nothing is posted without a signature: set DATELINE_WEBHOOK_SECRET")
    key = secret.encode()
    if secret.startswith("whsec_"):
        try:
            key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except binascii.Error as error:
            raise ConfigError(f"DATELINE_WEBHOOK_SECRET is not base64 ({error})") from error
    if len(key) < _LEAST_SECRET:
        raise ConfigError(
            f"DATELINE_WEBHOOK_SECRET is too short; it must be {_LEAST_SECRET} bytes or more"
        )
    return key


def _refused(status: int, retry_after: float | None) -> DeliveryError:
    advice: dict[Any, str] = {
        _GONE: "it wants no more of them",
        404: "nobody listens there; check the address",
        401: "it does not know the secret",
        403: "it does not know the secret",
    }
    told = advice.get(status, "it is tried again later")
    if 300 <= status < 400:
        told = "it points elsewhere, which is not followed; give the watch the new address"
    error = DeliveryError(f"the server answered {status}: {told}")
    error.retry_after = retry_after
    error.is_final = status == _GONE
    return error
