"""A private PostgreSQL server for development, demonstrations and tests; never for production.

`python -m config.embedded_database run -- COMMAND` gives COMMAND a database: the one named by
`DATABASE_URL` if that is set, otherwise a server of this checkout's own, which stops when its last user ends.

- Where: `places`. Nothing is written outside one data folder, and each purpose of each checkout has its
  own server, data and free port, so that a test run does not disturb a running demonstration.
- Who may connect: the server listens on a socket in its own closed folder, or on 127.0.0.1 where the folder's name is
  too long for that, and asks for a password, so that other people on the same machine cannot read it. The two
  passwords are random, made once, and readable by whoever set up the server. The superuser has no password and cannot
  connect at all: what needs one (roles, extensions) is done before the server first listens.
- Stopping: a small process of its own (`keeper`) holds the server and watches a lock that every user holds.
  The kernel drops that lock however a user ends, so that a killed one leaves nothing running.
"""
