package comity.record.tlog;

final class Placeholder {}
