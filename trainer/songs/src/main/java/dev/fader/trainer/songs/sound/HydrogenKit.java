package dev.fader.trainer.songs.sound;

import dev.fader.trainer.songs.sound.RecordedKit.Layer;
import dev.fader.trainer.songs.sound.RecordedKit.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads a drum kit of the drum machine Hydrogen: a folder with {@code drumkit.xml} and its samples. */
public final class HydrogenKit {

    private static final String DESCRIPTION = "drumkit.xml";

    private HydrogenKit() {}

    /** @throws IOException naming the file that is missing or is no kit */
    public static RecordedKit read(Path folder) throws IOException {
        Path description = folder.resolve(DESCRIPTION);
        Element kit = parse(description);
        List<Piece> pieces = new ArrayList<>();
        NodeList instruments = kit.getElementsByTagName("instrument");
        for (int i = 0; i < instruments.getLength(); i++) {
            piece((Element) instruments.item(i), folder).ifPresent(pieces::add);
        }
        if (pieces.isEmpty()) {
            throw new IOException(description + " names no instrument whose sample is there: install the kit again");
        }
        return new RecordedKit(
                text(kit, "name", String.valueOf(folder.getFileName())), text(kit, "license", "not stated"), pieces);
    }

    private static Element parse(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(file + " is not a Hydrogen drum kit: " + e.getMessage(), e);
        }
    }

    /** @return nothing for an instrument without samples, or of a kind that no song uses */
    private static Optional<Piece> piece(Element instrument, Path folder) {
        String name = text(instrument, "name", "");
        Optional<Drum> drum = Drum.named(name);
        List<Layer> layers = layers(instrument, folder);
        if (drum.isEmpty() || layers.isEmpty() || Boolean.parseBoolean(text(instrument, "isMuted", "false"))) {
            return Optional.empty();
        }
        double level = number(instrument, "volume", 1) * number(instrument, "gain", 1);
        return Optional.of(new Piece(
                name,
                drum.get(),
                level * number(instrument, "pan_L", 1),
                level * number(instrument, "pan_R", 1),
                layers));
    }

    private static List<Layer> layers(Element instrument, Path folder) {
        List<Layer> layers = new ArrayList<>();
        NodeList nodes = instrument.getElementsByTagName("layer");
        for (int i = 0; i < nodes.getLength(); i++) {
            add(layers, (Element) nodes.item(i), folder);
        }
        if (layers.isEmpty()) {
            // kits from before there were layers
            add(layers, instrument, folder);
        }
        layers.sort(Comparator.comparingDouble(Layer::from));
        return List.copyOf(layers);
    }

    private static void add(List<Layer> layers, Element element, Path folder) {
        String file = text(element, "filename", "");
        Path path = folder.resolve(file).normalize();
        if (!file.isEmpty() && path.startsWith(folder.normalize()) && Files.isRegularFile(path)) {
            boolean layer = element.getTagName().equals("layer");
            layers.add(new Layer(
                    path,
                    layer ? number(element, "min", 0) : 0,
                    layer ? number(element, "max", 1) : 1,
                    layer ? number(element, "gain", 1) : 1,
                    layer ? number(element, "pitch", 0) : 0));
        }
    }

    /** Of the element's own children only: an instrument's and a layer's gain have one name. */
    private static String text(Element parent, String tag, String otherwise) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(tag)) {
                String text = element.getTextContent().strip();
                return text.isEmpty() ? otherwise : text;
            }
        }
        return otherwise;
    }

    private static double number(Element parent, String tag, double otherwise) {
        String text = text(parent, tag, "");
        try {
            // some kits were saved where decimals have a comma
            double number = text.isEmpty() ? otherwise : Double.parseDouble(text.replace(',', '.'));
            return Double.isFinite(number) ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
