#!/bin/sh
# Brings the schemas of Temporal's two databases to the version of this image. Repeating it changes nothing.
set -eu
SQL_PASSWORD="$(cat "${SQL_PASSWORD_FILE:-/run/secrets/temporal_database_password}")"
export SQL_PASSWORD

for store in temporal:temporal temporal_visibility:visibility; do
  SQL_DATABASE="${store%%:*}"
  export SQL_DATABASE
  # Tells the empty database its version 0.0; on a later run it sees a newer one and leaves it.
  temporal-sql-tool setup-schema -v 0.0
  temporal-sql-tool update-schema --schema-name "postgresql/v12/${store##*:}"
done
