-- Only done(): a script with request() or response() would slow wrk down.
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    "window requests=%d micros=%d p99=%d connect=%d read=%d write=%d timeout=%d status=%d\n",
    summary.requests, summary.duration, latency:percentile(99.0),
    e.connect, e.read, e.write, e.timeout, e.status))
end
