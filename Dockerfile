# docker build -t quotegraph . && docker run -p 64210:64210 -v news:/data quotegraph
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN deploy/build /graph && mkdir /data

FROM gcr.io/distroless/static:nonroot
COPY --from=build /graph /usr/bin/graph
COPY --from=build --chown=nonroot:nonroot /data /data
VOLUME /data
EXPOSE 64210
ENTRYPOINT ["/usr/bin/graph", "--db", "/data/graph.db"]
# Everybody who reaches the port may read. Whoever may write, says QUOTEGRAPH_SERVE_TOKEN.
CMD ["serve", "--addr", "0.0.0.0:64210"]
