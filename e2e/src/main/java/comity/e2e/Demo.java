package comity.e2e;

public final class Demo {
    private Demo() {}

    public static void main(String... args) {
        System.out.println("x");
    }
}
