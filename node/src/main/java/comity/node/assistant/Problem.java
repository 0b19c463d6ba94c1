package comity.node.assistant;

/**
 * What has to be put right before a State can be founded.
 *
 * @param field the field of the page; empty if it is about several
 * @param key its sentence
 * @param about what stands in the sentence's gap; empty if it has none
 */
public record Problem(String field, String key, String about) {}
