"""A person who signs in, known by e-mail."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes people; an address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a new user; without a password nobody can sign in until one is set by link."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with an address in any case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """One person. What they may do follows from role grants and from the firms they represent."""

    email = models.EmailField(unique=True)
    #: personal data, emptied by erasure
    full_name = models.CharField(max_length=120, blank=True)
    #: language of mails to them
    language = models.CharField(max_length=5, default="vi")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    #: set when the person asked to be forgotten: the row stays for the history's number, nameless
    erased_at = models.DateTimeField(null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("email",)

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        """Return the name, or the address without one."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the last word of the name, which is what Vietnamese call one another by."""
        return self.full_name.split()[-1] if self.full_name else self.email.partition("@")[0]
