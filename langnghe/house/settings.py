"""Settings. What a ward may change comes from variables `LANGNGHE_…`; see docs/reference/settings.md."""

from pathlib import Path

from csp.constants import NONE, SELF

from langnghe.house import environment
from langnghe.house.rooms import ROOMS

PACKAGE = Path(__file__).resolve().parent.parent

DATA = environment.folder("DATA", Path(".local/data"))
KEYS = environment.folder("KEYS", Path(".local/keys"))
DEMO = environment.flag("DEMO")
DEBUG = False
HTTPS = environment.flag("HTTPS")
# Over https a cookie so named is taken by browsers from this very host only, never from a neighbour or over http.
OVER_HTTPS = "__Host-" if HTTPS else ""

SECRET_KEY = environment.secret(KEYS / "web.secret")
HOSTS = environment.text("HOSTS", "localhost,127.0.0.1")
ALLOWED_HOSTS = [host.strip() for host in HOSTS.split(",") if host.strip()]
PUBLIC_ADDRESS = environment.text("ADDRESS", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

DATABASE_URL = environment.text("DATABASE", f"sqlite://{DATA}/langnghe.sqlite3")
DATABASES = {"default": environment.database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    *ROOMS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "langnghe.shell.middleware.Policy",
    "langnghe.shell.middleware.PrivateByDefault",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "langnghe.shell.turns.Turns",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "langnghe.people.middleware.Doors",
    "langnghe.shell.middleware.Refusals",
]

ROOT_URLCONF = "langnghe.house.urls"
WSGI_APPLICATION = "langnghe.house.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "langnghe.shell.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "langnghe.shell.templatetags.shell",
            ],
        },
    }
]
FORM_RENDERER = "langnghe.shell.forms.Renderer"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = f"{OVER_HTTPS}ngon-ngu"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "langnghe.shell.static.PackageFiles",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "people.Officer"
AUTHENTICATION_BACKENDS = ["langnghe.people.signing_in.ByUsername"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "desk:front"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "langnghe.people.passwords.NotOurNames"},
    {"NAME": "langnghe.people.passwords.NotLeaked"},
]
ACCOUNT_ADAPTER = "langnghe.people.signing_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_DISPLAY = "langnghe.people.signing_in.display"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Per account, never per address: a hall of people stands behind one. allauth's own defaults count addresses, so every
# limit it knows is named here; an empty one counts nothing.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "10/10m/key",
    "reauthenticate": "10/10m/user",
    "change_password": "10/10m/user",
    "change_phone": "",
    "manage_email": "",
    "reset_password": "",
    "reset_password_from_key": "",
    "signup": "",
    "request_login_code": "",
    "confirm_email": "",
    "verify_phone": "",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "langnghe.people.signing_in.MFAAdapter"
MFA_TOTP_ISSUER = "Lắng Nghe"
# Passkeys answer to a challenge; there is nothing to guess, so nothing to count (the default counts addresses).
MFA_RATE_LIMITS = {"webauthn_login": ""}
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
ACCOUNT_FORMS = {
    "login": "langnghe.people.forms.SignIn",
    "reauthenticate": "langnghe.people.forms.PasswordAgain",
}
MFA_FORMS = {
    "authenticate": "langnghe.people.forms.OneTimeCode",
    "reauthenticate": "langnghe.people.forms.OneTimeCodeAgain",
}

MESSAGE_STORAGE = "langnghe.shell.notes.Notes"
SESSION_COOKIE_NAME = f"{OVER_HTTPS}phien"
# ASVS 7.3: a shared desk closes an idle session after an hour, and any session after a shift.
IDLE_MINUTES = environment.number("IDLE_MINUTES", 60)
SIGNED_IN_HOURS = environment.number("SIGNED_IN_HOURS", 12)
SESSION_COOKIE_AGE = SIGNED_IN_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{OVER_HTTPS}bieu-mau"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "langnghe.shell.errors.expired"

SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": with it browsers send `Origin: null` from our own forms, and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS = ["langnghe.kernel.uploads.NamelessFiles"]
FILE_UPLOAD_TEMP_DIR = environment.folder("TEMP", DATA / "temp")
FILES_ROOT = DATA / "files"
# Away from the data, so that it can be newer than a backup: best on another disk.
ERASED_LIST = Path(environment.text("ERASED_LIST") or KEYS / "erased.list").expanduser()
BACKUP_TO = environment.text("BACKUP_TO")
LEAKED_PASSWORDS = environment.text("LEAKED_PASSWORDS")
SECURITY_CONTACT = environment.contacts("SECURITY_CONTACT")
LOG_MINUTES = environment.number("LOG_MINUTES", 15)
LOG_BATCH = environment.number("LOG_BATCH", 8)
LOG_PROMISE_HOURS = environment.number("LOG_PROMISE_HOURS", 24)
# Empty: the key of the public log lies with the worker, and the pages say so.
SIGNER_SOCKET = environment.text("SIGNER_SOCKET")
WITNESSES = environment.text("WITNESSES")
CROWD = environment.number("CROWD", 300)
API_RATE = environment.number("API_RATE", 600)
DISK_WARNING_MB = environment.number("DISK_WARNING_MB", 2_000)
DISK_STOP_MB = environment.number("DISK_STOP_MB", 200)

# Counts of failed sign-ins lie here: room for many, so that trying strange names does not push real counts out.
CACHES = {
    "default": {
        "BACKEND": "langnghe.kernel.shared_cache.SharedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "near": {"BACKEND": "langnghe.kernel.near_cache.NearCache"},
}

# Off until a server is named: then no page offers e-mail and nothing leaves the machine.
globals().update(environment.mail(environment.text("SMTP"), environment.text("SMTP_FROM")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "fido2": {"level": "WARNING"}},
}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
