package dev.tickwire.server.dev;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads what a project's POM has TeaVM compile. */
final class Pom {
    private Pom() {}

    /** The modules; an {@link IOException} with a sentence: it is no XML. */
    static List<RulesModule> rules(String pom) throws IOException {
        List<RulesModule> modules = new ArrayList<>();
        NodeList mains = parse(pom).getElementsByTagName("mainClass");
        for (int i = 0; i < mains.getLength(); i++) {
            if (mains.item(i).getParentNode() instanceof Element configuration) {
                NodeList names = configuration.getElementsByTagName("targetFileName");
                if (names.getLength() == 1) {
                    modules.add(new RulesModule(
                            mains.item(i).getTextContent().strip(),
                            names.item(0).getTextContent().strip()));
                }
            }
        }
        return modules;
    }

    private static Document parse(String pom) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(pom)));
        } catch (SAXException e) {
            throw new IOException("pom.xml cannot be read: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java reads XML", e);
        }
    }
}
