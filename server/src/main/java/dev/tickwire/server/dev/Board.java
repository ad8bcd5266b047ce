package dev.tickwire.server.dev;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What pages are shown while their game is written, and the pages that look. Any thread may use it. */
public final class Board {
    /** Pages are loaded anew where this or the next differs from what they began with. */
    private String site;

    private int pageChanges;
    private List<Trouble> ofCompiler = List.of();
    private List<Trouble> ofRules = List.of();
    private final List<Trouble> ofGame = new ArrayList<>();
    private final Set<PageStream> pages = ConcurrentHashMap.newKeySet();

    /** {@code site}: another one for each process. */
    public Board(String site) {
        this.site = site;
    }

    /** The game has been compiled: what was wrong before is forgotten. */
    public void built(List<Trouble> troubles) {
        synchronized (this) {
            ofCompiler = List.copyOf(troubles);
            ofRules = List.of();
            ofGame.clear();
        }
        show();
    }

    /** The rules have been compiled for pages. */
    public void compiledRules(List<Trouble> troubles) {
        synchronized (this) {
            ofRules = List.copyOf(troubles);
        }
        show();
    }

    /** The server does not go by the game, and says why. */
    public void refused(String sentence) {
        synchronized (this) {
            ofGame.add(Trouble.of(sentence));
        }
        show();
    }

    /** Files of pages have changed. */
    public void changedPages() {
        synchronized (this) {
            pageChanges++;
        }
        show();
    }

    /** Something else serves the pages from now on. */
    public void moved() {
        synchronized (this) {
            site += "'";
        }
        show();
    }

    /** All as one line of JSON. */
    synchronized String json() {
        List<Map<String, Object>> troubles = new ArrayList<>();
        for (List<Trouble> some : List.of(ofCompiler, ofGame, ofRules)) {
            some.forEach(trouble -> troubles.add(trouble.toJson()));
        }
        return ConfigValueFactory.fromMap(Map.of("site", site, "pages", pageChanges, "troubles", troubles))
                .render(ConfigRenderOptions.concise());
    }

    void add(PageStream page) {
        pages.add(page);
        page.show(json());
    }

    /** Finds out which pages are still there; to be called every few seconds. */
    public void beat() {
        pages.forEach(PageStream::beat);
        pages.removeIf(PageStream::isGone);
    }

    private void show() {
        String json = json();
        pages.forEach(page -> page.show(json));
    }
}
