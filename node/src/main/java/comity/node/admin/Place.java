package comity.node.admin;

import java.nio.file.Path;

/**
 * Where this node lies, as its settings say.
 *
 * @param data the folder whose disk is watched, and in which {@code backup.done} lies
 * @param keysInToken whether the authorities' keys are in a token, and not in a file
 * @param vaultInBucket whether exhibits are in a bucket, and not on the disk
 * @param demo whether trial people are offered
 * @param version of the program that runs
 */
public record Place(
        Path data, boolean keysInToken, boolean vaultInBucket, boolean demo, String version) {}
