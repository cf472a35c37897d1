"""The demonstration network hands its invitations to a real mail server, and a calendar program of
another make reads them.

Usage: invitations_by_smtp.py BINARY   (needs requirements.txt)
"""

import email
import email.policy
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from aiosmtpd.controller import Controller
from icalendar import Calendar


class Inbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.rcpt_tos, envelope.content))
        return "250 taken"


class Person:
    """Somebody with a browser that keeps cookies."""

    def __init__(self, base):
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def open(self, path):
        return self.opener.open(urllib.parse.urljoin(self.base, path)).read().decode()

    def post(self, page, path, **fields):
        shown = self.open(page)
        for name in ("token", "once"):
            fields[name] = re.search(f'name="{name}" value="([^"]*)"', shown).group(1)
        body = urllib.parse.urlencode(fields).encode()
        return self.opener.open(urllib.parse.urljoin(self.base, path), body).read().decode()


def main(binary):
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=8175)
    server.start()
    data = tempfile.TemporaryDirectory()
    base = "http://127.0.0.1:8176/"
    program = subprocess.Popen(
        [binary, "demo", "--data", data.name, "--listen", "127.0.0.1:8176",
         "--mail", "smtp", "--smtp-url", "smtp://127.0.0.1:8175"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    try:
        link = next(line.split()[-1] for line in program.stdout if "Arrangør" in line)
        organiser = Person(base)
        organiser.post(link, link)
        meetings = organiser.open("/meetings")
        meeting = re.search(r'<ul class="list">.*?href="(/meetings/[0-9a-f]{32})"', meetings, re.S).group(1)
        organiser.post(f"{meeting}/invitations", f"{meeting}/invitations", whom="everybody")
        page = organiser.open(f"{meeting}/invitations")
        wait_for(lambda: len(invitations(inbox)) >= 15, f"15 invitations; {page[:0]}")
        sent = invitations(inbox)
        recipients = [to for tos, _ in sent for to in tos]
        assert len(recipients) == len(set(recipients)), "one invitation each"
        for tos, mail in sent:
            read(tos[0], mail)
        print(f"{len(recipients)} passed, 0 failed")
    finally:
        program.send_signal(signal.SIGTERM)
        assert program.wait(timeout=30) == 0
        server.stop()


def invitations(inbox):
    """The network sends other mails as well: of entries nobody has looked after."""
    mails = [(tos, email.message_from_bytes(raw, policy=email.policy.default)) for tos, raw in inbox.mails]
    return [
        (tos, mail)
        for tos, mail in mails
        if any(part.get_content_type() == "text/calendar" for part in mail.walk())
    ]


def read(to, mail):
    assert mail["To"].addresses[0].addr_spec == to
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar"], kinds
    part = next(p for p in mail.walk() if p.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    calendar = Calendar.from_ical(part.get_content())
    assert calendar["METHOD"] == "REQUEST"
    zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    assert zones == ["Europe/Copenhagen"], zones
    (event,) = calendar.walk("VEVENT")
    starts = event["DTSTART"].dt
    # What the zone in the file says of this moment is what the world's tables say of it.
    own = calendar.walk("VTIMEZONE")[0].to_tz()
    assert starts.replace(tzinfo=own).utcoffset() == starts.utcoffset()
    assert str(event["ATTENDEE"]).lower() == f"mailto:{to}"
    # The link is the answer: a calendar program must not send one that nobody reads.
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    text = mail.get_body(("plain",)).get_content()
    assert re.search(r"http://127\.0\.0\.1:8176/answer/[0-9a-f]{32}", text)


def wait_for(look, what):
    for _ in range(300):
        if look():
            return
        time.sleep(0.1)
    raise AssertionError(f"never came: {what}")


if __name__ == "__main__":
    main(sys.argv[1])
