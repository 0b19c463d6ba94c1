package comity.treaty.positions;

/**
 * Who may sign and be bound (Article 64): a State, or a regional economic integration organization.
 *
 * @param code ISO 3166-1 alpha-2; {@code EU} for the European Union
 */
public record Participant(String code, Region region) {
    /** The United Nations' regions (M49), and what is no State. */
    public enum Region {
        AFRICA,
        AMERICAS,
        ASIA,
        EUROPE,
        OCEANIA,
        ORGANIZATION
    }

    /** Whether its instrument is not counted as additional to its members' (65(1)). */
    public boolean organization() {
        return region == Region.ORGANIZATION;
    }
}
