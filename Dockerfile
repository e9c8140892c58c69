# syntax=docker/dockerfile:1
# One image; its commands are api (default), worker, prepare-database, migrate and seed: see deploy/entrypoint.sh.
# The target `sandbox` adds the simulators, which the production image does not hold at all.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS base
WORKDIR /app
ENV NODE_ENV=production \
    CHECKPOINT_DISABLE=1 \
    npm_config_update_notifier=false \
    npm_config_fund=false \
    npm_config_audit=false

# Everything, to build the pages and the database client.
FROM base AS build
COPY package.json package-lock.json ./
RUN npm ci --include=dev
COPY . .
RUN node scripts/generate.mjs --force && npx vite build admin-ui

# What runs in production only.
FROM base AS modules
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

FROM base AS runtime
# The user `node` (1000) owns nothing of the program and writes to /data and /tmp only.
RUN mkdir /data && chown node:node /data
ENV DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=3000 \
    LOKET_MODE=production
COPY --from=modules /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY contract ./contract
COPY platform ./platform
COPY ports ./ports
COPY records ./records
COPY documents ./documents
COPY workflows ./workflows
COPY activities ./activities
COPY worker ./worker
COPY api ./api
COPY deploy ./deploy
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/admin-ui/dist ./admin-ui/dist
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
# Of the api; docker-compose.yml gives the other commands a check of their own.
HEALTHCHECK --interval=15s --timeout=8s --start-period=60s --retries=4 CMD ["node", "deploy/health.mjs", "api"]
ENTRYPOINT ["sh", "/app/deploy/entrypoint.sh"]
CMD ["api"]

FROM runtime AS sandbox
ENV LOKET_MODE=demo
COPY --from=build /app/node_modules ./node_modules
COPY simulators ./simulators

# The last stage is what a plain `docker build .` makes.
FROM runtime
