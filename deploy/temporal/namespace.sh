#!/bin/sh
# Creates the namespace, or sets its retention. Closed histories stay that long in Temporal.
set -eu
namespace="${TEMPORAL_NAMESPACE:-default}"
retention="${TEMPORAL_RETENTION:-720h}"

attempt=0
until temporal operator cluster health; do
  attempt=$((attempt + 1))
  if [ "$attempt" -ge 30 ]; then
    echo "Temporal at ${TEMPORAL_ADDRESS} is not healthy after a minute." >&2
    exit 1
  fi
  sleep 2
done

if temporal operator namespace describe -n "$namespace" > /dev/null 2>&1; then
  temporal operator namespace update -n "$namespace" --retention "$retention"
else
  temporal operator namespace create -n "$namespace" --retention "$retention"
fi
