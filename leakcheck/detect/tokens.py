"""Access tokens that services mark with a prefix of their own, so that a token is known without a word beside it."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_EDGE = "_-"
_MOST_LINES = 40  # of a block in which lines may be tokens: nobody lists more of them
# In the one token without a sign in its anchor that dots may part.
_DOTTED = "8Q~"
_SAMPLES = ("example", "xxxxxx", "000000", "123456789", "abcdefg", "aaaaaa", "your")


class Token(NamedTuple):
    """A token: `anchor` is its literal prefix, `rest` a pattern for what follows; `head` for what stands before."""

    detail: str
    anchor: str
    rest: str
    head: str = ""


# Detail, anchors, what follows one ("-": nothing), and perhaps what stands before it.
_TABLE = r"""
github-token ghp_,gho_,ghu_,ghs_,ghr_ [A-Za-z0-9]{36,251}
github-token github_pat_ [A-Za-z0-9_]{22,244}
gitlab-token glpat-,gldt-,glrt-,glptt-,glcbt-,glsoat-,gloas-,glft-,glimt-,glagent-,glffct-,GR1348941 [\w-]{20,64}
slack-token xoxa-,xoxb-,xoxe-,xoxo-,xoxp-,xoxr-,xoxs- [0-9A-Za-z-]{20,250}
slack-token xoxe.xoxp-,xoxe.xoxb- 1-[A-Za-z0-9]{140,250}
slack-token xoxd- [A-Za-z0-9%+/=-]{40,400}
slack-token xapp- [0-9]-[A-Z0-9]{8,16}-[0-9]{8,16}-[0-9a-f]{32,80}
slack-webhook hooks.slack.com/services/ T[A-Z0-9]{6,14}/B[A-Z0-9]{6,14}/[A-Za-z0-9]{20,28}
slack-webhook hooks.slack.com/workflows/ [A-Z0-9]{8,14}/[A-Z0-9]{8,14}/[0-9]{12,20}/[A-Za-z0-9]{20,28}
slack-webhook hooks.slack.com/triggers/ [A-Z0-9]{8,14}/[0-9]{8,20}/[0-9a-f]{32}
teams-webhook .webhook.office.com/webhookb2/ [0-9a-f-]{36}@[0-9a-f-]{36}/[\w/-]{20,120}
aws-access-key AKIA,ASIA,ABIA,ACCA [A-Z0-9]{16}
google-api-key AIza [\w-]{35}
google-oauth GOCSPX- [\w-]{28}
google-oauth ya29. [\w-]{20,500}
stripe-key sk_live_,rk_live_,sk_test_,rk_test_ [0-9A-Za-z]{20,250}
razorpay-key rzp_live_ [A-Za-z0-9]{14}
plaid-token access-production- [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}
easypost-key EZAK,EZTK [A-Za-z0-9]{54}
shippo-token shippo_live_,shippo_test_ [0-9a-f]{40}
duffel-token duffel_live_ [\w=-]{43}
stripe-key whsec_ [0-9A-Za-z+/=]{32,250}
square-token sq0csp- [\w-]{43}
square-token sq0atp- [\w-]{22}
braintree-token access_token$production$ [0-9a-z]{16}\$[0-9a-f]{32}
sendgrid-key SG. [\w-]{20,24}\.[\w-]{39,50}
brevo-key xkeysib- [0-9a-f]{64}-[A-Za-z0-9]{16}
mailgun-key key- [0-9a-f]{32}
mailchimp-key -us [0-9]{1,2} [0-9a-f]{32}
resend-key re_ [A-Za-z0-9]{8}_[A-Za-z0-9]{24}
mailersend-key mlsn. [0-9a-f]{64}
twilio-key SK [0-9a-f]{32}
clojars-token CLOJARS_ [0-9a-f]{60}
nuget-key oy2 [a-z0-9]{43}
packagist-token packagist_ (?:ack|uut|ort)_[0-9a-f]{60,80}
crates-token cio [A-Za-z0-9]{32}
artifactory-key AKCp [A-Za-z0-9]{69}
npm-token npm_ [A-Za-z0-9]{36}
pypi-token pypi-AgE [\w-]{50,1000}
rubygems-key rubygems_ [0-9a-f]{48}
docker-token dckr_pat_ [\w-]{27}
anthropic-key sk-ant- [\w-]{32,200}
openai-key sk-proj-,sk-svcacct- [\w-]{40,250}
openrouter-key sk-or-v1- [0-9a-f]{64}
openai-key sk- [A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|sk-[A-Za-z0-9]{48}
openai-key sk-admin- [\w-]{40,250}
xai-key xai- [A-Za-z0-9]{70,90}
nvidia-key nvapi- [\w-]{60,80}
langsmith-key lsv2_pt_,lsv2_sk_ [0-9a-f]{32}_[0-9a-f]{10}
tavily-key tvly- [A-Za-z0-9-]{28,60}
huggingface-token api_org_ [A-Za-z]{34}
huggingface-token hf_ [A-Za-z0-9]{34,40}
groq-key gsk_ [A-Za-z0-9]{52}
replicate-token r8_ [A-Za-z0-9]{37}
perplexity-key pplx- [A-Za-z0-9]{48}
telegram-token :AA [\w-]{33} [0-9]{8,10}
discord-webhook discord.com/api/webhooks/ [0-9]{17,20}/[\w-]{60,80}
shopify-token shpat_,shpss_,shpca_,shppa_ [0-9a-fA-F]{32}
digitalocean-token dop_v1_,doo_v1_,dor_v1_ [0-9a-f]{64}
azure-secret 8Q~ [\w~.-]{31,34} [\w~.-]{3}
azure-storage-key AccountKey= [A-Za-z0-9+/]{86}==
azure-shared-key SharedAccessKey= [A-Za-z0-9+/]{42,44}=
age-key AGE-SECRET-KEY-1 [QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}
cloudflare-key v1.0- [0-9a-f]{24}-[0-9a-f]{146}
heroku-key HRKU-AA [\w-]{58}
fly-token fo1_ [\w-]{43}
fly-token fm2_ [A-Za-z0-9+/=]{60,2000}
scalingo-token tk-us- [\w-]{48}
openshift-token sha256~ [\w-]{43}
yandex-key AQVN [\w-]{35,38}
sourcegraph-token sgp_ (?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}
buildkite-token bkua_ [0-9a-f]{40}
circleci-token CCIPAT_ [A-Za-z0-9]{22}_[0-9a-f]{40}
harness-token pat. [\w-]{22}\.[0-9a-f]{24}\.[A-Za-z0-9]{20}
octopus-key API- [A-Z0-9]{26}
infracost-key ico- [A-Za-z0-9]{32}
prefect-key pnu_ [A-Za-z0-9]{36}
vault-token hvr.,hvs.,hvb. [\w-]{24,300}
terraform-token .atlasv1. [\w-]{60,70} [A-Za-z0-9]{14}
databricks-token dapi [0-9a-f]{32}
doppler-token dp.pt.,dp.ct.,dp.sa.,dp.scim. [A-Za-z0-9]{40,44}
doppler-token dp.st. (?:[a-z0-9-]{2,35}\.)?[A-Za-z0-9]{40,44}
adobe-secret p8e- [A-Za-z0-9]{32}
adafruit-key aio_ [A-Za-z0-9]{28}
typeform-token tfp_ [\w.=-]{40,64}
readme-key rdme_ [a-z0-9]{70}
frameio-token fio-u- [\w=-]{64}
intra42-secret s-s4t2ud-,s-s4t2af- [0-9a-f]{64}
settlemint-token sm_pat_,sm_aat_ [A-Za-z0-9]{16}
dnkey dnkey- [\w-]{26}-[\w-]{52}
posthog-key phx_ [A-Za-z0-9]{43,48}
maxmind-key _mmk - [A-Za-z0-9]{6}_[A-Za-z0-9]{29}
linear-key lin_api_ [A-Za-z0-9]{40}
notion-token ntn_ [A-Za-z0-9]{40,60}
figma-token figd_ [\w-]{38,60}
atlassian-token ATATT3 [\w=-]{60,250}
bitbucket-token ATBB [A-Za-z0-9]{28}[0-9A-F]{4}
grafana-token glsa_ [A-Za-z0-9]{32}_[0-9a-fA-F]{8}
grafana-token glc_ [A-Za-z0-9+/=]{32,400}
facebook-token EAAC,EAAM [A-Za-z0-9]{100,250}
dropbox-token sl. [\w-]{130,160}
newrelic-key NRII- [A-Za-z0-9-]{32}
newrelic-key NRAK- [A-Z0-9]{27}
dynatrace-token dt0c01. [A-Z0-9]{24}\.[A-Z0-9]{64}
sentry-token sntrys_ [\w+/=]{40,400}
sentry-token sntryu_ [0-9a-f]{64}
pulumi-token pul- [0-9a-f]{40}
planetscale-token pscale_ (?:tkn|pw|oauth)_[\w.=-]{32,64}
postman-key PMAK- [0-9a-f]{24}-[0-9a-f]{34}
hubspot-token pat-na1-,pat-eu1- [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}
tailscale-key tskey- (?:auth|api|client)-[A-Za-z0-9]{6,24}-[A-Za-z0-9]{20,50}
supabase-token sb_secret_ [\w-]{30,60}
supabase-token sbp_ [0-9a-f]{40}
netlify-token nfp_ [A-Za-z0-9]{36,40}
airtable-token pat [A-Za-z0-9]{14}\.[0-9a-f]{64}
contentful-token CFPAT- [\w-]{43}
tencent-key AKID [A-Za-z0-9]{32}
alibaba-key LTAI [A-Za-z0-9]{20}
flutterwave-key FLWSECK- [0-9a-f]{32}-X
mapbox-token sk.eyJ [\w-]{40,250}\.[\w-]{20,40}
1password-token ops_eyJ [\w-]{100,1000}
1password-key A3- [A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}
jwt eyJ [\w-]{10,2000}\.eyJ[\w-]{5,6000}\.[\w-]{16,1000}
"""


@cache
def known() -> tuple[Token, ...]:
    """Return the tokens that are known; the table is text because most mails need none of it."""
    rows = (line.split() for line in _TABLE.split("\n") if line)
    return tuple(
        Token(detail, anchor, "" if rest == "-" else rest, *head)
        for detail, anchors, rest, *head in rows
        for anchor in anchors.split(",")
    )


def openers() -> frozenset[str]:
    """Return the words with which the anchors of tokens begin, where a sign ends these."""
    return _by_word()[1]


def find(prepared: Prepared, longs: str) -> Iterator[Sighting]:
    """Yield tokens at high confidence; those that documentation publishes are samples.

    `longs` are the words of the text that are long enough for a token that no sign opens.
    """
    for token in dict.fromkeys((*_named(prepared), *_bare(prepared, longs), *_encoded(prepared))):
        yield from _find_one(prepared.whole, token)


def _named(prepared: Prepared) -> Iterator[Token]:
    """Yield the tokens whose anchor begins with a word of the text: `ghp` in `ghp_...`."""
    by_word, words = _by_word()
    for word in words & prepared.vocabulary:
        yield from (token for token in by_word[word] if token.anchor in prepared.plain)


def _bare(prepared: Prepared, longs: str) -> Iterator[Token]:
    """Yield the tokens whose anchor runs on into the token, as AKIA does, or has a part of it before."""
    if longs or ("~" in prepared.plain and _DOTTED in prepared.plain):
        yield from (token for token in _by_word()[0][""] if token.anchor in longs or token.anchor == _DOTTED)


def _encoded(prepared: Prepared) -> Iterator[Token]:
    """Yield the tokens that a line of an encoded block starts with: a long token alone on a line looks like one."""
    for start, end in prepared.encoded:
        for line in prepared.whole[start:end].split(None, _MOST_LINES)[:_MOST_LINES]:
            if line.startswith(_anchors()):
                yield from (token for token in known() if line.startswith(token.anchor))


@cache
def _anchors() -> tuple[str, ...]:
    return tuple(token.anchor for token in known())


@cache
def _by_word() -> tuple[dict[str, list[Token]], frozenset[str]]:
    """Return the tokens by the first word of their anchor in lower case ("" where no sign ends it), and the words."""
    tokens: dict[str, list[Token]] = {"": []}
    opening = re.compile(r"[^A-Za-z0-9]?([A-Za-z0-9]{1,40})[^A-Za-z0-9]")
    for token in known():
        word = opening.match(token.anchor)
        opens = word and (not token.head or not token.anchor[0].isalnum())
        tokens.setdefault(word[1].lower() if word and opens else "", []).append(token)
    return tokens, frozenset(tokens) - {""}


def _find_one(plain: str, token: Token) -> Iterator[Sighting]:
    rest = re.compile(token.rest, re.ASCII)
    at = plain.find(token.anchor)
    while at >= 0:
        end = at + len(token.anchor)
        start = _start(plain, at, token.head)
        if start >= 0 and (found := rest.match(plain, end)) and _ends(plain, found.end()):
            end = found.end()
            if token.detail != "jwt" or _is_jwt(found[0]):
                yield Sighting("secret", start, end, Confidence.HIGH, token.detail, _is_sample(found[0]))
        at = plain.find(token.anchor, end)


def _start(plain: str, at: int, head: str) -> int:
    """Return where a token starts, -1 when its head is missing or when it is part of a longer word."""
    start = at
    if head:
        found = re.search(f"{head}$", plain[max(at - 40, 0) : at])
        if not found:
            return -1
        start -= len(found[0])
    return -1 if start and (plain[start - 1].isalnum() or plain[start - 1] in _EDGE) else start


def _ends(plain: str, end: int) -> bool:
    after = plain[end : end + 1]
    return not (after.isalnum() or (after and after in _EDGE))


def _is_jwt(rest: str) -> bool:
    """Tell whether the first part of a token is a JOSE header (RFC 7515): JSON with an algorithm."""
    import binascii

    head = "eyJ" + rest.split(".", 1)[0]
    try:
        header = binascii.a2b_base64(head.replace("-", "+").replace("_", "/") + "=" * (-len(head) % 4))
    except binascii.Error:
        return False
    return header.startswith(b"{") and b'"alg"' in header


def _is_sample(rest: str) -> bool:
    lower = rest.lower()
    return any(mark in lower for mark in _SAMPLES) or len(set(lower)) <= 4
