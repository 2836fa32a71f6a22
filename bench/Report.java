import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a scenario measured, as Markdown. */
final class Report {

    private record Key(String who, String measure) {}

    private final String scenario;
    private final Map<Key, List<Double>> values = new LinkedHashMap<>();
    private final List<String> ratios = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(String scenario) {
        this.scenario = scenario;
    }

    /** One round's figure. */
    void add(String who, String measure, double value) {
        System.err.printf(Locale.ROOT, "%s: %s, %s: %s%n", scenario, who, measure, shown(value));
        values.computeIfAbsent(new Key(who, measure), key -> new ArrayList<>()).add(value);
    }

    void note(String sentence) {
        if (!notes.contains(sentence)) {
            notes.add(sentence);
        }
    }

    /** The share of its core that the generator used: too much and it measured itself. */
    void generator(String who, double share) {
        if (share > Generator.LIMIT) {
            note("The generator was the limit of %s (%.0f %% of its core).".formatted(who, 100 * share));
        }
    }

    /** How often one has what the other has, which must be so at least. */
    void atLeast(String measure, String who, String than, double must, double stretch) {
        ratio(measure, who, measure, than, "≥ ", must, stretch, true);
    }

    void atMost(String measure, String who, String than, double must, double stretch) {
        ratio(measure, who, measure, than, "≤ ", must, stretch, false);
    }

    /** The same for a figure that needs no peer. */
    void limit(String measure, String who, double must, double stretch) {
        row(measure + ", " + who, values(who, measure), "≤ ", must, stretch, false);
    }

    String markdown() {
        var text = new StringBuilder("## " + scenario + "\n\n");
        text.append("| server | measure | min | median | max |\n|---|---|---:|---:|---:|\n");
        values.forEach((key, found) -> text.append("| %s | %s | %s |\n"
                .formatted(key.who(), key.measure(), String.join(" | ", spread(found)))));
        if (!ratios.isEmpty()) {
            text.append("\n| compared | min | median | max | must | stretch | |\n|---|---:|---:|---:|---:|---:|---|\n");
            ratios.forEach(text::append);
        }
        notes.forEach(note -> text.append("\n- ").append(note));
        return text.append(notes.isEmpty() ? "" : "\n").toString();
    }

    private void ratio(
            String measure, String who, String other, String than, String sign, double must, double stretch, boolean more) {
        List<Double> ours = values(who, measure);
        List<Double> theirs = values(than, other);
        var rounds = new ArrayList<Double>();
        for (int round = 0; round < Math.min(ours.size(), theirs.size()); round++) {
            rounds.add(ours.get(round) / theirs.get(round));
        }
        row("%s: %s / %s".formatted(measure, who, than), rounds, sign, must, stretch, more);
    }

    private void row(String label, List<Double> rounds, String sign, double must, double stretch, boolean more) {
        double median = median(rounds);
        ratios.add("| %s | %s | %s%s | %s%s | %s |\n"
                .formatted(
                        label,
                        String.join(" | ", spread(rounds)),
                        sign,
                        shown(must),
                        sign,
                        shown(stretch),
                        reached(median, stretch, more) ? "stretch" : reached(median, must, more) ? "reached" : "**missed**"));
    }

    private static boolean reached(double value, double bound, boolean more) {
        return more ? value >= bound : value <= bound;
    }

    private List<Double> values(String who, String measure) {
        return values.getOrDefault(new Key(who, measure), List.of());
    }

    private static List<String> spread(List<Double> rounds) {
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? List.of("–", "–", "–")
                : List.of(shown(sorted[0]), shown(median(rounds)), shown(sorted[sorted.length - 1]));
    }

    private static double median(List<Double> rounds) {
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Three digits that mean something. */
    private static String shown(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
