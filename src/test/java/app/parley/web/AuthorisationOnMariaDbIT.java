package app.parley.web;

import app.parley.account.OnMariaDb;

@OnMariaDb
class AuthorisationOnMariaDbIT extends AuthorisationIT {}
