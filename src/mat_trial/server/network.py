"""The address of this computer on the local network, found without asking anybody."""

import ipaddress
import socket

from mat_trial.errors import MatTrialError
from mat_trial.language import _

# An address that no machine has (RFC 5737). Connecting a datagram socket sends nothing: it only
# makes the system choose the interface it would use.
NOBODY = ("192.0.2.1", 9)


def find_own_address(asked: str | None = None) -> str:
    """Return the address by which phones on the same network reach this computer.

    Parameters
    ----------
    asked
        The address to take, where the computer has several; None to find it.

    Raises
    ------
    MatTrialError
        When there is none, or it is one that the whole internet may reach.

    Examples
    --------
    >>> find_own_address("8.8.8.8")
    Traceback (most recent call last):
    mat_trial.errors.MatTrialError: --phone: the address 8.8.8.8 is not one of a home network. ...
    """
    address = asked or _ask_system()
    if address is None:
        raise MatTrialError(
            _(
                "--phone: this computer is on no network. Connect it to the same Wi-Fi as the "
                "phone, then start again."
            )
        )
    if not _is_local(address):
        raise MatTrialError(
            _(
                "--phone: the address {address} is not one of a home network. Allowed: a private "
                "one such as 192.168.1.5. Name it with --phone-address.",
                address=address,
            )
        )
    if not _is_ours(address):
        raise MatTrialError(
            _(
                "--phone-address: {address} is not an address of this computer. Allowed: one "
                "that its network settings show. Leave the option out and it is found.",
                address=address,
            )
        )
    return address


def _ask_system() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOBODY)
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if ipaddress.ip_address(address).is_loopback else address


def _is_local(address: str) -> bool:
    try:
        known = ipaddress.IPv4Address(address)
    except ValueError:
        return False
    return not (known.is_global or known.is_unspecified or known.is_loopback or known.is_multicast)


def _is_ours(address: str) -> bool:
    try:
        with socket.create_server((address, 0)):
            return True
    except OSError:
        return False
