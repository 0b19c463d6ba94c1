package comity.treaty.register;

/** One state of a provision, and how it came into the register. */
public record Version(Provision provision, Filed filed) {}
