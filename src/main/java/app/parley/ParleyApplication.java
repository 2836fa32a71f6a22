package app.parley;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ParleyApplication {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    public static void main(String[] args) {
        allowForNativeCode();
        SpringApplication.run(ParleyApplication.class, args);
    }

    /** SQLite works in native code, where a virtual thread keeps its carrier: there are some more than cores. */
    private static void allowForNativeCode() {
        String carriers = Integer.toString(Math.max(16, Runtime.getRuntime().availableProcessors()));
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, carriers);
        }
    }
}
