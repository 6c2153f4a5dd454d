"""Access tokens that services mark with a prefix of their own, so that a token is known without a word beside it."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect.folding import mapped
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_EDGE = "_-"
_MOST_LINES = 40  # of a block in which lines may be tokens: nobody lists more of them
# What a token without a sign in its anchor holds in a row, but for one that dots may part.
_SHAPES = bytes(120 if n < 128 and (chr(n).isalnum() or chr(n) in "_-=") else 32 for n in range(256))
_LONG = b"x" * 17
_DOTTED = "8Q~"
_SAMPLES = ("example", "xxxxxx", "000000", "123456789", "abcdefg", "aaaaaa", "your")


class Token(NamedTuple):
    """A token: `anchor` is its literal prefix, `rest` a pattern for what follows; `head` for what stands before."""

    detail: str
    anchor: str
    rest: str
    head: str = ""


TOKENS = (
    *(Token("github-token", prefix, r"[A-Za-z0-9]{36,251}") for prefix in ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
    Token("github-token", "github_pat_", r"[A-Za-z0-9_]{22,244}"),
    *(
        Token("gitlab-token", prefix, r"[\w-]{20,64}")
        for prefix in (
            *(
                "glpat-",
                "gldt-",
                "glrt-",
                "glptt-",
                "glcbt-",
                "glsoat-",
                "gloas-",
                "glft-",
                "glimt-",
                "glagent-",
                "glffct-",
            ),
            "GR1348941",
        )
    ),
    *(Token("slack-token", f"xox{kind}-", r"[0-9A-Za-z-]{20,250}") for kind in "abeoprs"),
    Token("slack-token", "xoxe.xoxp-", r"1-[A-Za-z0-9]{140,250}"),
    Token("slack-token", "xoxe.xoxb-", r"1-[A-Za-z0-9]{140,250}"),
    Token("slack-token", "xoxd-", r"[A-Za-z0-9%+/=-]{40,400}"),
    Token("slack-token", "xapp-", r"[0-9]-[A-Z0-9]{8,16}-[0-9]{8,16}-[0-9a-f]{32,80}"),
    Token("slack-webhook", "hooks.slack.com/services/", r"T[A-Z0-9]{6,14}/B[A-Z0-9]{6,14}/[A-Za-z0-9]{20,28}"),
    Token(
        "slack-webhook", "hooks.slack.com/workflows/", r"[A-Z0-9]{8,14}/[A-Z0-9]{8,14}/[0-9]{12,20}/[A-Za-z0-9]{20,28}"
    ),
    Token("slack-webhook", "hooks.slack.com/triggers/", r"[A-Z0-9]{8,14}/[0-9]{8,20}/[0-9a-f]{32}"),
    Token("teams-webhook", ".webhook.office.com/webhookb2/", r"[0-9a-f-]{36}@[0-9a-f-]{36}/[\w/-]{20,120}"),
    *(Token("aws-access-key", prefix, r"[A-Z0-9]{16}") for prefix in ("AKIA", "ASIA", "ABIA", "ACCA")),
    Token("google-api-key", "AIza", r"[\w-]{35}"),
    Token("google-oauth", "GOCSPX-", r"[\w-]{28}"),
    Token("google-oauth", "ya29.", r"[\w-]{20,500}"),
    Token("stripe-key", "sk_live_", r"[0-9A-Za-z]{20,250}"),
    Token("stripe-key", "rk_live_", r"[0-9A-Za-z]{20,250}"),
    Token("stripe-key", "sk_test_", r"[0-9A-Za-z]{20,250}"),
    Token("stripe-key", "rk_test_", r"[0-9A-Za-z]{20,250}"),
    Token("razorpay-key", "rzp_live_", r"[A-Za-z0-9]{14}"),
    Token("plaid-token", "access-production-", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    Token("easypost-key", "EZAK", r"[A-Za-z0-9]{54}"),
    Token("easypost-key", "EZTK", r"[A-Za-z0-9]{54}"),
    Token("shippo-token", "shippo_live_", r"[0-9a-f]{40}"),
    Token("shippo-token", "shippo_test_", r"[0-9a-f]{40}"),
    Token("duffel-token", "duffel_live_", r"[\w=-]{43}"),
    Token("stripe-key", "whsec_", r"[0-9A-Za-z+/=]{32,250}"),
    Token("square-token", "sq0csp-", r"[\w-]{43}"),
    Token("square-token", "sq0atp-", r"[\w-]{22}"),
    Token("braintree-token", "access_token$production$", r"[0-9a-z]{16}\$[0-9a-f]{32}"),
    Token("sendgrid-key", "SG.", r"[\w-]{20,24}\.[\w-]{39,50}"),
    Token("brevo-key", "xkeysib-", r"[0-9a-f]{64}-[A-Za-z0-9]{16}"),
    Token("mailgun-key", "key-", r"[0-9a-f]{32}"),
    Token("mailchimp-key", "-us", r"[0-9]{1,2}", r"[0-9a-f]{32}"),
    Token("resend-key", "re_", r"[A-Za-z0-9]{8}_[A-Za-z0-9]{24}"),
    Token("mailersend-key", "mlsn.", r"[0-9a-f]{64}"),
    Token("twilio-key", "SK", r"[0-9a-f]{32}"),
    Token("clojars-token", "CLOJARS_", r"[0-9a-f]{60}"),
    Token("nuget-key", "oy2", r"[a-z0-9]{43}"),
    Token("packagist-token", "packagist_", r"(?:ack|uut|ort)_[0-9a-f]{60,80}"),
    Token("crates-token", "cio", r"[A-Za-z0-9]{32}"),
    Token("artifactory-key", "AKCp", r"[A-Za-z0-9]{69}"),
    Token("npm-token", "npm_", r"[A-Za-z0-9]{36}"),
    Token("pypi-token", "pypi-AgE", r"[\w-]{50,1000}"),
    Token("rubygems-key", "rubygems_", r"[0-9a-f]{48}"),
    Token("docker-token", "dckr_pat_", r"[\w-]{27}"),
    Token("anthropic-key", "sk-ant-", r"[\w-]{32,200}"),
    Token("openai-key", "sk-proj-", r"[\w-]{40,250}"),
    Token("openai-key", "sk-svcacct-", r"[\w-]{40,250}"),
    Token("openrouter-key", "sk-or-v1-", r"[0-9a-f]{64}"),
    Token("openai-key", "sk-", r"[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|sk-[A-Za-z0-9]{48}"),
    Token("openai-key", "sk-admin-", r"[\w-]{40,250}"),
    Token("xai-key", "xai-", r"[A-Za-z0-9]{70,90}"),
    Token("nvidia-key", "nvapi-", r"[\w-]{60,80}"),
    Token("langsmith-key", "lsv2_pt_", r"[0-9a-f]{32}_[0-9a-f]{10}"),
    Token("langsmith-key", "lsv2_sk_", r"[0-9a-f]{32}_[0-9a-f]{10}"),
    Token("tavily-key", "tvly-", r"[A-Za-z0-9-]{28,60}"),
    Token("huggingface-token", "api_org_", r"[A-Za-z]{34}"),
    Token("huggingface-token", "hf_", r"[A-Za-z0-9]{34,40}"),
    Token("groq-key", "gsk_", r"[A-Za-z0-9]{52}"),
    Token("replicate-token", "r8_", r"[A-Za-z0-9]{37}"),
    Token("perplexity-key", "pplx-", r"[A-Za-z0-9]{48}"),
    Token("telegram-token", ":AA", r"[\w-]{33}", r"[0-9]{8,10}"),
    Token("discord-webhook", "discord.com/api/webhooks/", r"[0-9]{17,20}/[\w-]{60,80}"),
    *(Token("shopify-token", prefix, r"[0-9a-fA-F]{32}") for prefix in ("shpat_", "shpss_", "shpca_", "shppa_")),
    *(Token("digitalocean-token", prefix, r"[0-9a-f]{64}") for prefix in ("dop_v1_", "doo_v1_", "dor_v1_")),
    Token("azure-secret", "8Q~", r"[\w~.-]{31,34}", r"[\w~.-]{3}"),
    Token("azure-storage-key", "AccountKey=", r"[A-Za-z0-9+/]{86}=="),
    Token("azure-shared-key", "SharedAccessKey=", r"[A-Za-z0-9+/]{42,44}="),
    Token("age-key", "AGE-SECRET-KEY-1", r"[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    Token("cloudflare-key", "v1.0-", r"[0-9a-f]{24}-[0-9a-f]{146}"),
    Token("heroku-key", "HRKU-AA", r"[\w-]{58}"),
    Token("fly-token", "fo1_", r"[\w-]{43}"),
    Token("fly-token", "fm2_", r"[A-Za-z0-9+/=]{60,2000}"),
    Token("scalingo-token", "tk-us-", r"[\w-]{48}"),
    Token("openshift-token", "sha256~", r"[\w-]{43}"),
    Token("yandex-key", "AQVN", r"[\w-]{35,38}"),
    Token("sourcegraph-token", "sgp_", r"(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}"),
    Token("buildkite-token", "bkua_", r"[0-9a-f]{40}"),
    Token("circleci-token", "CCIPAT_", r"[A-Za-z0-9]{22}_[0-9a-f]{40}"),
    Token("harness-token", "pat.", r"[\w-]{22}\.[0-9a-f]{24}\.[A-Za-z0-9]{20}"),
    Token("octopus-key", "API-", r"[A-Z0-9]{26}"),
    Token("infracost-key", "ico-", r"[A-Za-z0-9]{32}"),
    Token("prefect-key", "pnu_", r"[A-Za-z0-9]{36}"),
    Token("vault-token", "hvr.", r"[\w-]{24,300}"),
    Token("vault-token", "hvs.", r"[\w-]{24,300}"),
    Token("vault-token", "hvb.", r"[\w-]{24,300}"),
    Token("terraform-token", ".atlasv1.", r"[\w-]{60,70}", r"[A-Za-z0-9]{14}"),
    Token("databricks-token", "dapi", r"[0-9a-f]{32}"),
    *(Token("doppler-token", prefix, r"[A-Za-z0-9]{40,44}") for prefix in ("dp.pt.", "dp.ct.", "dp.sa.", "dp.scim.")),
    Token("doppler-token", "dp.st.", r"(?:[a-z0-9-]{2,35}\.)?[A-Za-z0-9]{40,44}"),
    Token("adobe-secret", "p8e-", r"[A-Za-z0-9]{32}"),
    Token("adafruit-key", "aio_", r"[A-Za-z0-9]{28}"),
    Token("typeform-token", "tfp_", r"[\w.=-]{40,64}"),
    Token("readme-key", "rdme_", r"[a-z0-9]{70}"),
    Token("frameio-token", "fio-u-", r"[\w=-]{64}"),
    Token("intra42-secret", "s-s4t2ud-", r"[0-9a-f]{64}"),
    Token("intra42-secret", "s-s4t2af-", r"[0-9a-f]{64}"),
    Token("settlemint-token", "sm_pat_", r"[A-Za-z0-9]{16}"),
    Token("settlemint-token", "sm_aat_", r"[A-Za-z0-9]{16}"),
    Token("dnkey", "dnkey-", r"[\w-]{26}-[\w-]{52}"),
    Token("posthog-key", "phx_", r"[A-Za-z0-9]{43,48}"),
    Token("maxmind-key", "_mmk", r"", r"[A-Za-z0-9]{6}_[A-Za-z0-9]{29}"),
    Token("linear-key", "lin_api_", r"[A-Za-z0-9]{40}"),
    Token("notion-token", "ntn_", r"[A-Za-z0-9]{40,60}"),
    Token("figma-token", "figd_", r"[\w-]{38,60}"),
    Token("atlassian-token", "ATATT3", r"[\w=-]{60,250}"),
    Token("bitbucket-token", "ATBB", r"[A-Za-z0-9]{28}[0-9A-F]{4}"),
    Token("grafana-token", "glsa_", r"[A-Za-z0-9]{32}_[0-9a-fA-F]{8}"),
    Token("grafana-token", "glc_", r"[A-Za-z0-9+/=]{32,400}"),
    Token("facebook-token", "EAAC", r"[A-Za-z0-9]{100,250}"),
    Token("facebook-token", "EAAM", r"[A-Za-z0-9]{100,250}"),
    Token("dropbox-token", "sl.", r"[\w-]{130,160}"),
    Token("newrelic-key", "NRII-", r"[A-Za-z0-9-]{32}"),
    Token("newrelic-key", "NRAK-", r"[A-Z0-9]{27}"),
    Token("dynatrace-token", "dt0c01.", r"[A-Z0-9]{24}\.[A-Z0-9]{64}"),
    Token("sentry-token", "sntrys_", r"[\w+/=]{40,400}"),
    Token("sentry-token", "sntryu_", r"[0-9a-f]{64}"),
    Token("pulumi-token", "pul-", r"[0-9a-f]{40}"),
    Token("planetscale-token", "pscale_", r"(?:tkn|pw|oauth)_[\w.=-]{32,64}"),
    Token("postman-key", "PMAK-", r"[0-9a-f]{24}-[0-9a-f]{34}"),
    Token("hubspot-token", "pat-na1-", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    Token("hubspot-token", "pat-eu1-", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    Token("tailscale-key", "tskey-", r"(?:auth|api|client)-[A-Za-z0-9]{6,24}-[A-Za-z0-9]{20,50}"),
    Token("supabase-token", "sb_secret_", r"[\w-]{30,60}"),
    Token("supabase-token", "sbp_", r"[0-9a-f]{40}"),
    Token("netlify-token", "nfp_", r"[A-Za-z0-9]{36,40}"),
    Token("airtable-token", "pat", r"[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
    Token("contentful-token", "CFPAT-", r"[\w-]{43}"),
    Token("tencent-key", "AKID", r"[A-Za-z0-9]{32}"),
    Token("alibaba-key", "LTAI", r"[A-Za-z0-9]{20}"),
    Token("flutterwave-key", "FLWSECK-", r"[0-9a-f]{32}-X"),
    Token("mapbox-token", "sk.eyJ", r"[\w-]{40,250}\.[\w-]{20,40}"),
    Token("1password-token", "ops_eyJ", r"[\w-]{100,1000}"),
    Token("1password-key", "A3-", r"[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}"),
    Token("jwt", "eyJ", r"[\w-]{10,2000}\.eyJ[\w-]{5,6000}\.[\w-]{16,1000}"),
)
_ANCHORS = tuple(token.anchor for token in TOKENS)


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Yield tokens at high confidence; those that documentation publishes are samples."""
    for token in dict.fromkeys((*_named(prepared), *_bare(prepared), *_encoded(prepared))):
        yield from _find_one(prepared.whole, token)


def _named(prepared: Prepared) -> Iterator[Token]:
    """Yield the tokens whose anchor begins with a word of the text: `ghp` in `ghp_...`."""
    by_word, words = _by_word()
    for word in words & prepared.vocabulary:
        yield from (token for token in by_word[word] if token.anchor in prepared.plain)


def _bare(prepared: Prepared) -> Iterator[Token]:
    """Yield the tokens whose anchor runs on into the token, as AKIA does, or has a part of it before."""
    longs = " ".join(_long_words(prepared.plain))
    if longs or _DOTTED in prepared.plain:
        yield from (token for token in _by_word()[0][""] if token.anchor in longs or token.anchor == _DOTTED)


def _long_words(plain: str) -> Iterator[str]:
    """Yield the words of at least 17 letters, digits, "_", "-" and "=", with the sign before them."""
    shape = mapped(plain, _SHAPES)
    start = shape.find(_LONG)
    while start >= 0:
        end = shape.find(b" ", start)
        end = end if end >= 0 else len(shape)
        yield plain[max(start - 1, 0) : end]
        start = shape.find(_LONG, end)


def _encoded(prepared: Prepared) -> Iterator[Token]:
    """Yield the tokens that a line of an encoded block starts with: a long token alone on a line looks like one."""
    for start, end in prepared.encoded:
        for line in prepared.whole[start:end].split(None, _MOST_LINES)[:_MOST_LINES]:
            if line.startswith(_ANCHORS):
                yield from (token for token in TOKENS if line.startswith(token.anchor))


@cache
def _by_word() -> tuple[dict[str, list[Token]], frozenset[str]]:
    """Return the tokens by the first word of their anchor in lower case ("" where no sign ends it), and the words."""
    tokens: dict[str, list[Token]] = {"": []}
    for token in TOKENS:
        word = re.match(r"[^A-Za-z0-9]?([A-Za-z0-9]{1,40})[^A-Za-z0-9]", token.anchor)
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
