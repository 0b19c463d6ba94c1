#!/usr/bin/env python3
"""Checks the signatures, digests and proofs of a case file with nothing of ours.

Written from act.md, log.md and case.md alone, for Python's standard library and openssl.
It does not judge: whether each act was permitted is what `./comity verify` asks.

    check.py case.comity roots.json

Prints what it checked, and how often; what is wrong, it names. Exit 0: nothing is wrong; 1: something is.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile

# SubjectPublicKeyInfo before a raw key (RFC 8410; RFC 5480 for P-256): what openssl wants to read.
SPKI = {
    "EdDSA": bytes.fromhex("302a300506032b6570032100"),
    "ES256": bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200"),
    # RFC 9881; openssl reads it from 3.5 on.
    "ML-DSA-44": bytes.fromhex("30820532300b06096086480165030403110382052100"),
    "ML-DSA-65": bytes.fromhex("308207b2300b0609608648016503040312038207a100"),
}
POST_QUANTUM = b"ML-DSA-44" in subprocess.run(
    ["openssl", "list", "-signature-algorithms"], capture_output=True, check=False).stdout
checked = {}
wrong = []


def say(what, holds, about=""):
    checked[what] = checked.get(what, 0) + 1
    if not holds:
        wrong.append(f"{what}: {about}")


def sha256(data):
    return hashlib.sha256(data).digest()


def unbase64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def canonical(value):
    """RFC 8785, for what an act may hold: no fractions; all member names are ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def der(signature):
    """ECDSA-Sig-Value of r and s, which JWS writes as 32 bytes each."""

    def integer(number):
        body = number.lstrip(b"\0") or b"\0"
        body = b"\0" + body if body[0] & 0x80 else body
        return b"\x02" + bytes([len(body)]) + body

    both = integer(signature[:32]) + integer(signature[32:])
    return b"\x30" + bytes([len(both)]) + both


def openssl(algorithm, key, message, signature):
    """Whether openssl finds this signature good; an ECDSA signature is given in DER."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key", "message", "signature")]
        for path, data in zip(paths, (SPKI[algorithm] + key, message, signature)):
            with open(path, "wb") as file:
                file.write(data)
        if algorithm != "ES256":
            command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey",
                       paths[0], "-rawin", "-in", paths[1], "-sigfile", paths[2]]
        else:
            command = ["openssl", "dgst", "-sha256", "-keyform", "DER", "-verify", paths[0],
                       "-signature", paths[2], paths[1]]
        return subprocess.run(command, capture_output=True).returncode == 0


def signed(act, key):
    """act.md, "The authority's signature"; key is {algorithm, publicKey}."""
    protected, _, signature = act["signature"].partition("..")
    raw = unbase64url(signature)
    if json.loads(unbase64url(protected))["alg"] != key["algorithm"]:
        return False
    return openssl(key["algorithm"], unbase64url(key["publicKey"]),
                   protected.encode() + b"." + canonical(act["header"]),
                   raw if key["algorithm"] == "EdDSA" else der(raw))


def knows_ml_dsa():
    """openssl does from 3.5 on."""
    listed = subprocess.run(["openssl", "list", "-public-key-algorithms"], capture_output=True, text=True)
    return "ML-DSA-65" in listed.stdout


def root_fingerprint(root):
    return sha256(canonical(root)).hex()


def approvals(act, root, ml_dsa):
    """act.md, "The root": how many of this root's holders approved the version in this act."""
    message = b"comity-directory-approval/1\n" + canonical(act["sections"]["directory"]["content"])
    given = {one["holder"]: one for one in act["sections"]["approvals"]["content"]["approvals"]}
    good = 0
    for holder in root["holders"]:
        keys = {name: holder[name] for name in ("algorithm", "publicKey", "mlDsa65")}
        one = given.get(sha256(canonical(keys)).hex())
        if one is None:
            continue
        raw = unbase64url(one["signature"])
        good += (openssl(holder["algorithm"], unbase64url(holder["publicKey"]), message,
                         raw if holder["algorithm"] == "EdDSA" else der(raw))
                 and (not ml_dsa or openssl("ML-DSA-65", unbase64url(holder["mlDsa65"]), message,
                                            unbase64url(one["mlDsa65"]))))
    return good


def approved(act, before, ml_dsa):
    """act.md, "The root": enough holders of this root, and of the former one if it was another."""
    directory = act["sections"]["directory"]["content"]
    if before is not None and (directory["version"] != before["version"] + 1
                               or directory["previous"] != sha256(canonical(before)).hex()):
        return False
    roots = [directory["root"]]
    if before is not None and before["root"] != directory["root"]:
        roots.append(before["root"])
    return all(approvals(act, root, ml_dsa) >= root["threshold"] for root in roots)


def asserted(act, passkey):
    """act.md, "A person's assertion"."""
    personal = act["personal"]
    data, client = unbase64url(personal["authenticatorData"]), unbase64url(personal["clientDataJSON"])
    said = json.loads(client)
    return (said["type"] == "webauthn.get"
            and unbase64url(said["challenge"]) == sha256(canonical(act["header"]))
            and said["origin"] in passkey["origins"]
            and data[:32] == sha256(passkey["relyingParty"].encode())
            and not said.get("crossOrigin")
            and data[32] & 0x1d == 0x05
            and openssl("ES256", unbase64url(passkey["publicKey"]), data + sha256(client),
                        unbase64url(personal["signature"])))


def vector(data):
    return bytes([len(data)]) + data


def cosigned_message(cosigner, time, text):
    """tlog-cosignature: what ML-DSA-44 signs of a checkpoint."""
    origin, size, root = text.split("\n")[:3]
    return (b"subtree/v1\n\0" + vector(cosigner.encode()) + time + vector(origin.encode())
            + bytes(8) + int(size).to_bytes(8, "big") + base64.b64decode(root))


def all_noted(text, lines, vkeys):
    """log.md, "Signatures on it": whether every key of one operator, that can be checked, signed."""
    found = []
    for vkey in vkeys:
        if base64.b64decode(vkey.split("+", 2)[2])[0] == 6 and not POST_QUANTUM:
            checked["ML-DSA-44 signatures left out: this openssl has no such algorithm"] = (
                checked.get("ML-DSA-44 signatures left out: this openssl has no such algorithm", 0) + 1)
        else:
            found.append(noted(text, lines, vkey) is not None)
    return bool(found) and all(found)


def noted(text, lines, vkey):
    """log.md, "Signatures on it": what this key signed under this text, verified; or None."""
    name, _, encoded = vkey.split("+", 2)
    material = base64.b64decode(encoded)
    identifier = sha256(name.encode() + b"\n" + material)[:4]
    for line in lines:
        _, signer, blob = line.split(" ")
        signature = base64.b64decode(blob)
        if signer != name or signature[:4] != identifier:
            continue
        message, signature = text.encode(), signature[4:]
        if material[0] == 4:
            time = int.from_bytes(signature[:8], "big")
            message, signature = f"cosignature/v1\ntime {time}\n".encode() + message, signature[8:]
        if material[0] == 6:
            message, signature = cosigned_message(name, signature[:8], text), signature[8:]
            if openssl("ML-DSA-44", material[1:], message, signature):
                return signature
        elif openssl("EdDSA", material[1:], message, signature):
            return signature
    return None


def node(left, right):
    return sha256(b"\1" + left + right)


def includes(root, size, index, leaf, path):
    """RFC 9162, 2.1.3.2."""
    if index >= size:
        return False
    first, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if first & 1 or first == last:
            found = node(sibling, found)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            found = node(found, sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and found == root


def grew(size, root, later_size, later_root, path):
    """RFC 9162, 2.1.4.2, for 0 < size < later_size."""
    path = list(path) if size & (size - 1) else [root] + list(path)
    if not path:
        return False
    first, last = size - 1, later_size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            old, new = node(sibling, old), node(sibling, new)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            new = node(new, sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and old == root and new == later_root


def received(receipt, digest, directories, trees):
    """log.md, "Receipt"."""
    head, _, note = receipt["proof"].partition("\n\n")
    lines = [line for line in head.split("\n") if not line.startswith("extra ")]
    text, _, signatures = note.partition("\n\n")
    origin, size, root = (text + "\n").split("\n")[:3]
    operator = [d for d in directories.values() if d["log"]["keys"][0].split("+")[0] == origin]
    if lines[0] != "c2sp.org/tlog-proof@v1" or origin != receipt["origin"] or not operator:
        return False
    commitment = sha256(b"comity-leaf/1" + unbase64url(receipt["nonce"]) + digest)
    by = [all_noted(text + "\n", signatures.splitlines(), d["log"]["witness"])
          for d in directories.values()]
    log = all_noted(text + "\n", signatures.splitlines(), operator[0]["log"]["keys"])
    say("cosignatures of checkpoints", any(by), origin)
    trees.setdefault(origin, {}).setdefault(int(size), set()).add(base64.b64decode(root))
    return log and includes(
        base64.b64decode(root), int(size), int(lines[1].split(" ")[1]), sha256(b"\0" + commitment),
        [base64.b64decode(line) for line in lines[2:]])


def older(act, directories, trees):
    """act.md, "after": a checkpoint that another operator signed."""
    text, _, signatures = act["header"]["after"].partition("\n\n")
    origin, size, root = (text + "\n").split("\n")[:3]
    by = [d for state, d in directories.items() if d["log"]["keys"][0].split("+")[0] == origin
          and state != act["header"]["author"]["state"]]
    trees.setdefault(origin, {}).setdefault(int(size), set()).add(base64.b64decode(root))
    return bool(by) and all_noted(text + "\n", signatures.splitlines(), by[0]["log"]["keys"])


def main(case, roots_file):
    archive = zipfile.ZipFile(case)
    roots = json.load(open(roots_file, encoding="utf-8"))
    manifest = json.loads(archive.read("manifest.json"))
    acts = {folder: [json.loads(archive.read(f"{folder}/{digest}.json")) for digest in manifest[folder]]
            for folder in ("acts", "directories", "profiles")}
    for folder, envelopes in acts.items():
        for name, act in zip(manifest[folder], envelopes):
            say("digests of headers", sha256(canonical(act["header"])).hex() == name, name)
            for section, content in act["sections"].items():
                say("digests of sections",
                    sha256(canonical(content)).hex() == act["header"]["sections"][section], name)
    directories = {}
    ml_dsa = knows_ml_dsa()
    known = {}
    rolls = [act for act in acts["directories"] if act["header"]["kind"] == "persons"]
    for act in sorted((act for act in acts["directories"] if act not in rolls),
                      key=lambda act: act["sections"]["directory"]["content"]["version"]):
        directory = act["sections"]["directory"]["content"]
        state = directory["state"]
        say("directories approved by holders of roots",
            approved(act, directories.get(state), ml_dsa), state)
        directories[state] = directory
        known.setdefault(state, set()).add(root_fingerprint(directory["root"]))
    for state, fingerprints in known.items():
        say("fingerprints of roots", roots[state] in fingerprints, state)
    # persons.md: what the registrar entered counts beside what the directory lists.
    for act in rolls:
        entry = act["sections"]["entry"]["content"]
        if "passkey" in entry:
            directories[act["header"]["author"]["state"]]["passkeys"].append(entry["passkey"])
    trees = {}
    for act in rolls + acts["acts"] + acts["profiles"]:
        digest = sha256(canonical(act["header"]))
        directory = directories[act["header"]["author"]["state"]]
        kid = json.loads(unbase64url(act["signature"].partition("..")[0]))["kid"]
        keys = [key for key in directory["keys"] if key["id"] == kid]
        say("signatures by authorities", bool(keys) and signed(act, keys[0]), digest.hex())
        if "personal" in act:
            passkeys = [passkey for passkey in directory["passkeys"]
                        if passkey["credential"] == act["personal"]["credential"]]
            say("signatures by persons", bool(passkeys) and asserted(act, passkeys[0]), digest.hex())
        if act["header"]["after"]:
            say("checkpoints named as older", older(act, directories, trees), digest.hex())
        for receipt in act["receipts"]:
            say("inclusions in logs", received(receipt, digest, directories, trees), digest.hex())
    for name in manifest["logs"]:
        log = json.loads(archive.read(f"logs/{name}.json"))
        for proof in log["proofs"]:
            sizes = trees.get(log["origin"], {})
            if proof["from"] in sizes and proof["to"] in sizes:
                say("growths of logs", all(
                    grew(proof["from"], one, proof["to"], other, map(unbase64url, proof["path"]))
                    for one in sizes[proof["from"]] for other in sizes[proof["to"]]), log["origin"])
    for place in manifest["exhibits"]:
        say("digests of exhibits",
            sha256(archive.read(place)).hex() == place.split("/")[1], place)
    if not ml_dsa:
        print("openssl here is older than 3.5: only the classical half of approvals was checked")
    for what, number in checked.items():
        print(f"{number} {what}")
    for fault in wrong:
        print(f"WRONG {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
