import java.io.File;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeDirectionDefault;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Reads files with Gephi's own importers and prints how many nodes and edges each has, and whether it has times. */
public class Gephi {
    public static void main(String[] files) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        for (String file : files) {
            projects.newProject();
            Container read = importer.importFile(new File(file));
            read.getLoader().setEdgeDefault(EdgeDirectionDefault.DIRECTED);
            importer.process(read, new DefaultProcessor(), projects.getCurrentWorkspace());
            GraphModel graph = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
            boolean dynamic = graph.getTimeBounds() != null && !Double.isInfinite(graph.getTimeBounds().getLow());
            System.out.println(graph.getGraph().getNodeCount() + " " + graph.getGraph().getEdgeCount() + " " + (dynamic ? "dynamic" : "static"));
        }
        System.exit(0);
    }
}
