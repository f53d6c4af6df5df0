"""All settings, from the environment (`.env.example` explains each); what is missing or wrong stops the start.

`SELARAS_DATA` is the folder of everything that is not code: database, uploads, keys.
"""

from __future__ import annotations

from csp.constants import NONE, SELF

from selaras.web.config.env import LARGEST_UPLOAD, LEVELS, PATH, env, secret_key
from selaras.web.config.logs import logging_to_standard_error

DATA = env.folder("SELARAS_DATA")
DEBUG = env.flag("SELARAS_DEBUG")
SECRET_KEY = secret_key(DATA)
# Earlier secrets, newest first: what they locked or signed still opens.
SECRET_KEY_FALLBACKS = env.secrets("SELARAS_OLD_SECRET_KEYS")
ALLOWED_HOSTS = env.hosts("SELARAS_HOSTS")
CSRF_TRUSTED_ORIGINS = env.origins("SELARAS_ORIGINS")
HTTPS = env.flag("SELARAS_HTTPS")

INSTALLED_APPS = [
    "selaras.web.ui",
    "selaras.web.audit",
    "selaras.web.accounts",
    "selaras.web.jobs",
    "selaras.web.uploads",
    "selaras.web.lists",
    "selaras.web.policies",
    "selaras.web.standards",
    "selaras.web.drafts",
    "selaras.web.organisation",
    "selaras.web.people",
    "selaras.web.imports",
    "selaras.web.determinations",
    "selaras.web.evaluations",
    "selaras.web.objections",
    "selaras.web.maps",
    "selaras.web.reports",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "bootstrap",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "lucide",
]

MIDDLEWARE = [
    "selaras.web.config.headers.HeadersMiddleware",
    "selaras.web.config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "selaras.web.accounts.middleware.AskerMiddleware",
    "selaras.web.uploads.middleware.BodyLimitMiddleware",
    "selaras.web.config.unkept.UnkeptMiddleware",
    "selaras.web.config.sent.SentMiddleware",
]

ROOT_URLCONF = "selaras.web.config.urls"
WSGI_APPLICATION = "selaras.web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "selaras.web.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "selaras.web.ui.templatetags.ui",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.database("DATABASE_URL", DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Shared by all server processes: rate limits must count every one of them.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "uploads"},
    },
    "staticfiles": {"BACKEND": "selaras.web.ui.static.Storage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
SELARAS_UPLOAD_LIMIT = env.number("SELARAS_UPLOAD_MEGABYTES", LARGEST_UPLOAD) * 1024 * 1024

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["nip", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nip"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # offices share computers: signed in until the browser is closed
ACCOUNT_ADAPTER = "selaras.web.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "selaras.web.accounts.forms.SignInForm",
    "change_password": "selaras.web.accounts.forms.PasswordForm",
    "reauthenticate": "selaras.web.accounts.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {
    # A whole office comes from one address: what guesses at one account is stopped, not the office.
    "login": "600/m/ip",
    "login_failed": "100/m/ip,5/300s/key",
    "activate": "100/m/ip,5/300s/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("SELARAS_BEHIND_PROXY") else 0
USERSESSIONS_TRACK_ACTIVITY = False  # it would write at every request
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Selaras"
MFA_TOTP_TOLERANCE = (
    1  # half minutes: a code typed slowly, or on a phone whose clock is a little off, is still good
)
MFA_ADAPTER = "selaras.web.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "selaras.web.accounts.forms.FactorForm",
    "reauthenticate": "selaras.web.accounts.forms.FactorAgainForm",
    "activate_totp": "selaras.web.accounts.forms.NewFactorForm",
}
SELARAS_TOTP_REQUIRED = env.flag("SELARAS_TOTP_REQUIRED")
SELARAS_ADMIN_PATH = (
    env.word(
        "SELARAS_ADMIN_PATH",
        PATH,
        "Tulis satu kata dengan huruf kecil, angka, dan tanda hubung, misalnya: pengelola",
        "Write one word of small letters, digits and hyphens, for example: pengelola",
    )
    + "/"
)

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("SELARAS_BEHIND_PROXY") else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True  # the page carries the token for its own scripts
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of a second factor
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LOGGING = logging_to_standard_error(
    env.word(
        "SELARAS_LOG",
        LEVELS,
        "Tulis debug, info, warning, atau error.",
        "Write debug, info, warning or error.",
    )
)
