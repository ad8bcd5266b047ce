import dev.tickwire.simulation.browser.Rules;
import org.teavm.jso.JSExport;

public final class RacingRules {
    @JSExport
    public static Rules rules() {
        return new Rules(Racing::new);
    }
}
