#!/usr/bin/env python3
# Writes 15-crawl.warc.gz from the pages in warc-src/: one gzip member a record, the same bytes every time.
import gzip
import io
import os
import re
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "articles", "15-crawl.warc.gz")

# page, address, time of the crawl (days after publication, as a real crawl's is), whether the answer is chunked, gzipped
PAGES = [
    ("volga-irritants.html", "https://volganews.example/en/irritants-deputies", "2017-04-15T03:12:09Z", True, False),
    ("potomac-petersburg.html", "https://potomacledger.example/world/russia-scraps-talks", "2017-06-24T11:47:30Z", False, True),
]


def member(data):
    buf = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=buf, mode="wb", compresslevel=9, mtime=0) as z:
        z.write(data)
    return buf.getvalue()


def record(kind, name, date, ctype, body, uri=None):
    head = ["WARC/1.0", "WARC-Type: " + kind]
    if uri:
        head.append("WARC-Target-URI: " + uri)
    head += [
        "WARC-Date: " + date,
        "WARC-Record-ID: <urn:uuid:%s>" % uuid.uuid5(uuid.NAMESPACE_URL, "us-russia-2017/" + name),
        "Content-Type: " + ctype,
        "Content-Length: %d" % len(body),
    ]
    return member("\r\n".join(head).encode("ascii") + b"\r\n\r\n" + body + b"\r\n\r\n")


def chunked(data, size=338):  # cuts through lines and one character, as servers do
    out = b""
    for i in range(0, len(data), size):
        part = data[i:i + size]
        out += b"%x\r\n" % len(part) + part + b"\r\n"
    return out + b"0\r\n\r\n"


def response(page, is_chunked, is_gzipped):
    with open(os.path.join(HERE, "warc-src", page), encoding="utf-8", newline="") as f:
        text = f.read()
    charset = re.search(r"charset=[\"']?([\w-]+)", text).group(1)
    data = text.encode(charset)  # the sources are UTF-8; the answer is in what the page declares
    head = ["HTTP/1.1 200 OK", "Server: nginx", "Content-Type: text/html; charset=" + charset]
    if is_gzipped:
        data = member(data)
        head.append("Content-Encoding: gzip")
    if is_chunked:
        data = chunked(data)
        head.append("Transfer-Encoding: chunked")
    else:
        head.append("Content-Length: %d" % len(data))
    return "\r\n".join(head).encode("ascii") + b"\r\n\r\n" + data


def main():
    info = b"software: make-warc.py\r\nformat: WARC File Format 1.0\r\ndescription: invented pages for the sample dispute\r\n"
    out = record("warcinfo", "info", "2017-09-30T00:00:00Z", "application/warc-fields", info)
    for page, uri, date, is_chunked, is_gzipped in PAGES:
        out += record("response", page, date, "application/http; msgtype=response",
                      response(page, is_chunked, is_gzipped), uri)
    with open(OUT, "wb") as f:
        f.write(out)


if __name__ == "__main__":
    main()
