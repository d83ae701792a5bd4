# One image for worker and API: docker-compose.yml says which it runs.
# Debian's slim image: Temporal's native library needs glibc, so Alpine does not work.
ARG NODE_IMAGE=node:22.23.2-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Not `npm ci`: it refuses a lock that lacks the optional packages of other platforms. What the lock names is kept as it is.
# No package needs its install script to run; none is allowed to.
RUN npm install --ignore-scripts
COPY . .
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts \
  # Temporal ships its native library for five platforms: keep this one.
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
    ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} + \
  && rm -rf node_modules/@temporalio/core-bridge/sdk-core dist/.tsbuildinfo

FROM ${NODE_IMAGE}
# The native library checks certificates against the system's list, which the slim image lacks.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*
# Time zones come from Node's own data; the process zone decides nothing, and UTC keeps the logs plain.
# Memory: V8 sees the whole container, and Temporal's library lives outside its heap. Set NODE_OPTIONS to
# --max-old-space-size=<three quarters of the memory limit, in MB>, as docker-compose.yml does.
ENV NODE_ENV=production TZ=UTC
WORKDIR /app
# Owned by root: the process can't change its own code.
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Where a volume keeps the entries of the audit that wait for the store: a new volume takes its owner from here.
RUN install --directory --owner=node --group=node --mode=700 /var/lib/cadran
USER node
EXPOSE 3000 3001
CMD ["node", "dist/api/main.js"]
