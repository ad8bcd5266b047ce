import dev.tickwire.simulation.browser.Rules;
import org.teavm.jso.JSExport;

public final class CoinsRules {
    @JSExport public static Rules rules() { return new Rules(Coins::new); }
}
