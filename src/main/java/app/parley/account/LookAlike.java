package app.parley.account;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a name looks like at a glance: names that people take for one another have the same. Letters of Cyrillic and Greek, and
 * small capitals, are taken for the Latin ones that they look like; marks, spaces and what cannot be seen do not count.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/">Unicode TR 39, Confusable Detection</a>
 */
final class LookAlike {

    private static final String FROM = "АВЕКМНОРСТХІЈЅУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "аеорсухкмтвнгіјѕԁԛԝһӏьոօ" + "αεικνορτυχγωβη"
            + "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ" + "ıɑɡℓ01|";
    private static final String TO = "ABEKMHOPCTXIJSYABEZHIKMNOPTYX" + "aeopcyxkmtbhrijsdqwhlbno" + "aeikvoptuxywbn"
            + "abcdefghijklmnoprstuvwyz" + "iaglol" + "l";

    /** An I among small letters is read as an l. */
    private static final Pattern LARGE_I = Pattern.compile("(?<=\\p{Ll})I");

    private static final Pattern UNSEEN = Pattern.compile("[^\\p{L}\\p{Nd}|]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}|]+|\\d+$");

    /** Whoever is called so is believed to speak for the site, or is taken for a mention of many. */
    private static final Set<String> RESERVED = skeletons(
            "admin administrator administration administratorin administrador administradora administrateur administratrice "
                    + "system sistema systeme support parley everyone everybody администратор админ система поддержка "
                    + "管理者 管理人 システム サポート प्रशासक एडमिन सिस्टम مدير المدير مسؤول المسؤول مشرف المشرف النظام الدعم");

    private static final Set<String> BESIDE = skeletons("the official team site server chat staff your our of for");

    private LookAlike() {}

    static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        String latin = latin(LARGE_I.matcher(latin(plain)).replaceAll("l"));
        return latin(UNSEEN.matcher(latin.toLowerCase(Locale.ROOT)).replaceAll(""))
                .replace("rn", "m")
                .replace("vv", "w");
    }

    /** Whether this looks like the name of an office, or of everybody, instead of a person's. */
    static boolean isReserved(String name) {
        String[] words = BETWEEN_WORDS.split(name.strip());
        Set<String> looks = Stream.of(words)
                .map(LookAlike::atAGlance)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        return RESERVED.contains(atAGlance(String.join("", words)))
                || (looks.stream().anyMatch(RESERVED::contains)
                        && looks.stream().allMatch(word -> RESERVED.contains(word) || BESIDE.contains(word)));
    }

    /** Words of one's own language are recognised, whether an i is an l or not. */
    private static String atAGlance(String word) {
        return of(word).replace('i', 'l');
    }

    private static String latin(String text) {
        var latin = new StringBuilder(text);
        for (int i = 0; i < latin.length(); i++) {
            int known = FROM.indexOf(latin.charAt(i));
            if (known >= 0) {
                latin.setCharAt(i, TO.charAt(known));
            }
        }
        return latin.toString();
    }

    private static Set<String> skeletons(String words) {
        return Arrays.stream(words.split(" ")).map(LookAlike::atAGlance).collect(Collectors.toUnmodifiableSet());
    }
}
