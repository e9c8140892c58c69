#!/bin/sh
# Temporal's server reads its password from the environment only: take it from the secret's file.
set -eu
POSTGRES_PWD="$(cat "${POSTGRES_PWD_FILE:-/run/secrets/temporal_database_password}")"
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
