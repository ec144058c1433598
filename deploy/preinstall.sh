#!/bin/sh
# The service runs as a user without rights, which owns the store.
getent passwd quotegraph >/dev/null || useradd --system --home-dir /var/lib/quotegraph --create-home --shell /usr/sbin/nologin quotegraph
