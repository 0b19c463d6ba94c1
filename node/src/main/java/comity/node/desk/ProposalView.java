package comity.node.desk;

import comity.node.frame.FindingView;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An act as it will be signed.
 *
 * @param canonical the header's canonical bytes in base64url: their SHA-256 is the digest
 * @param sections what it says, with the salts: from them the section digests can be recomputed
 * @param personal whether filing it needs the officer's passkey
 * @param challenge what the passkey signs: the digest, in base64url
 * @param credentials the officer's passkeys, in base64url
 * @param findings conditions and warnings
 */
public record ProposalView(
        UUID proposal,
        UUID docket,
        String type,
        String digest,
        Map<String, Object> header,
        String canonical,
        Map<String, Object> sections,
        boolean personal,
        String challenge,
        String relyingParty,
        List<String> credentials,
        List<FindingView> findings) {}
