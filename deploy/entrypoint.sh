#!/bin/sh
# The commands of the image: `api`, `worker`, `prepare-database`, `migrate`, `seed`, and in the sandbox image
# `simulator-simponi`, `simulator-mail`, `simulator-dwh`, `simulator-siak` and `simulator-whatsapp`. Anything else is run as it is written.
set -eu
cd "$(dirname "$0")/.."

case "${1:-api}" in
  api) main=api/main.ts ;;
  worker) main=worker/main.ts ;;
  migrate) main=prisma/migrate.ts ;;
  prepare-database) main=deploy/prepare-database.ts ;;
  seed) main=deploy/seed.ts ;;
  simulator-simponi) main=simulators/simponi/main.ts ;;
  simulator-mail) main=simulators/mail/main.ts ;;
  simulator-dwh) main=simulators/dwh/main.ts ;;
  simulator-siak) main=simulators/siak/main.ts ;;
  simulator-whatsapp) main=simulators/whatsapp/main.ts ;;
  *) exec "$@" ;;
esac

if [ ! -f "$main" ]; then
  echo "This image has no command \"$1\": it belongs to the sandbox image." >&2
  exit 64
fi
# exec: the process itself gets the signals, so that SIGTERM lets work under way finish.
exec node --import tsx "$main"
