<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Comparison</name>
    <message>
        <source>draws</source>
        <translation>Ziehungen</translation>
    </message>
    <message>
        <source>The spread over many draws of this setting</source>
        <translation>Die Streuung über viele Ziehungen dieser Einstellung</translation>
    </message>
    <message>
        <source>theory</source>
        <translation>Theorie</translation>
    </message>
    <message>
        <source>What theory predicts, beside what is measured</source>
        <translation>Was die Theorie vorhersagt, neben dem Gemessenen</translation>
    </message>
    <message>
        <source>Laws of finite width</source>
        <translation>Gesetze endlicher Breite</translation>
    </message>
    <message>
        <source>Infinite width</source>
        <translation>Unendliche Breite</translation>
    </message>
    <message>
        <source>Printed scaling of [R17]</source>
        <translation>Skalierung wie in [R17] gedruckt</translation>
    </message>
    <message>
        <source>Many draws</source>
        <translation>Viele Ziehungen</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>n, the number of hidden layers: h_d = W_d z_(d-1) + b_d, z_d = φ(h_d) for d = 1..n. A network of n + 1 layers contains the one of n: one more layer changes none before it.</source>
        <translation>n, die Zahl der verborgenen Schichten: h_d = W_d z_(d-1) + b_d, z_d = φ(h_d) für d = 1..n. Ein Netz aus n + 1 Schichten enthält das aus n: Eine weitere Schicht ändert keine davor.</translation>
    </message>
    <message>
        <source>width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>k, the number of neurons in each hidden layer. The wider the network, the closer it follows the theory of infinite width.</source>
        <translation>k, die Zahl der Neuronen jeder verborgenen Schicht. Je breiter das Netz, desto genauer folgt es der Theorie unendlicher Breite.</translation>
    </message>
    <message>
        <source>weight scale</source>
        <translation>Gewichtsskala</translation>
    </message>
    <message>
        <source>W_d[i,j] ~ N(0, σ_w²/fan_in). Above the critical line of σ_w neighbouring points are driven apart from layer to layer: chaos. Below it they fall together: order.</source>
        <translation>W_d[i,j] ~ N(0, σ_w²/fan_in). Oberhalb der kritischen Linie von σ_w werden benachbarte Punkte von Schicht zu Schicht auseinandergetrieben: Chaos. Darunter fallen sie zusammen: Ordnung.</translation>
    </message>
    <message>
        <source>bias scale</source>
        <translation>Bias-Skala</translation>
    </message>
    <message>
        <source>b_d[i] ~ N(0, σ_b²), the same for every point of the curve. A larger σ_b pulls all points towards each other and works against chaos.</source>
        <translation>b_d[i] ~ N(0, σ_b²), derselbe für jeden Punkt der Kurve. Ein größeres σ_b zieht alle Punkte zueinander und wirkt dem Chaos entgegen.</translation>
    </message>
    <message>
        <source>input dimension</source>
        <translation>Eingabedimension</translation>
    </message>
    <message>
        <source>m, the number of inputs x = z_0; 0 means as many as the first layer has neurons. With m = 2 the plane of the curve is the whole input space: x_0 = (1, 0), x_1 = (0, 1).</source>
        <translation>m, die Zahl der Eingaben x = z_0; 0 heißt so viele, wie die erste Schicht Neuronen hat. Bei m = 2 ist die Ebene der Kurve der ganze Eingaberaum: x_0 = (1, 0), x_1 = (0, 1).</translation>
    </message>
    <message>
        <source>input size</source>
        <translation>Eingabegröße</translation>
    </message>
    <message>
        <source>q_0 = |x_0|²/m = |x_1|²/m of orthonormal end points. q_0 = (q* - σ_b²)/σ_w² starts at the size q* to which h tends in deep layers.</source>
        <translation>q_0 = |x_0|²/m = |x_1|²/m orthonormaler Endpunkte. q_0 = (q* - σ_b²)/σ_w² beginnt bei der Größe q*, der h in tiefen Schichten zustrebt.</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Strecke</translation>
    </message>
    <message>
        <source>arc</source>
        <translation>Bogen</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>polyline</source>
        <translation>Polygonzug</translation>
    </message>
    <message>
        <source>freehand</source>
        <translation>Freihand</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>loop</source>
        <translation>in Schleife</translation>
    </message>
    <message>
        <source>back-and-forth</source>
        <translation>hin und her</translation>
    </message>
    <message>
        <source>Values grow beyond %1 from layer %2 on.</source>
        <translation>Werte wachsen ab Schicht %2 über %1 hinaus.</translation>
    </message>
    <message>
        <source>The image is a single point from layer %1 on.</source>
        <translation>Ab Schicht %1 ist das Bild ein einziger Punkt.</translation>
    </message>
    <message>
        <source>More than %1 % of the neurons are in a flat region in layer %2.</source>
        <translation>Mehr als %1 % der Neuronen sind in Schicht %2 in einem flachen Bereich.</translation>
    </message>
    <message>
        <source>Lengths of zero cannot stand on a log axis (layer %1).</source>
        <translation>Längen von null haben auf einer Log-Achse keinen Platz (Schicht %1).</translation>
    </message>
    <message>
        <source>Sampling misses up to %1 % of the length, more than %2 % from layer %3 on.</source>
        <translation>Dem Abtasten entgehen bis zu %1 % der Länge, mehr als %2 % ab Schicht %3.</translation>
    </message>
    <message>
        <source>The projection holds less than half of the variance in layer %1.</source>
        <translation>In Schicht %1 erfasst die Projektion weniger als die Hälfte der Varianz.</translation>
    </message>
    <message>
        <source>Too large to keep: the image and the pattern of the selected layer only.</source>
        <translation>Zu groß zum Behalten: nur Bild und Muster der gewählten Schicht.</translation>
    </message>
    <message>
        <source>The exact method met its limit of %1 pieces in layer %2: lengths and counts are sampled.</source>
        <translation>Das exakte Verfahren erreichte in Schicht %2 seine Grenze von %1 Stücken: Längen und Anzahlen sind abgetastet.</translation>
    </message>
    <message>
        <source>The exact method met its limit of memory in layer %1: lengths and counts are sampled.</source>
        <translation>Das exakte Verfahren erreichte in Schicht %1 seine Speichergrenze: Längen und Anzahlen sind abgetastet.</translation>
    </message>
    <message>
        <source>The exact method met numbers out of range in layer %1: lengths and counts are sampled.</source>
        <translation>Das exakte Verfahren traf in Schicht %1 auf Zahlen außerhalb des Bereichs: Längen und Anzahlen sind abgetastet.</translation>
    </message>
    <message>
        <source>Convolutional: images after pooling, of z (h is not kept); lengths and counts are sampled.</source>
        <translation>Faltungsnetz: Bilder nach dem Pooling, von z (h wird nicht behalten); Längen und Anzahlen sind abgetastet.</translation>
    </message>
    <message>
        <source>Convolutional: images after pooling; lengths and counts are sampled.</source>
        <translation>Faltungsnetz: Bilder nach dem Pooling; Längen und Anzahlen sind abgetastet.</translation>
    </message>
    <message>
        <source>Lengths and counts are sampled, not exact.</source>
        <translation>Längen und Anzahlen sind abgetastet, nicht exakt.</translation>
    </message>
    <message>
        <source>a loaded network is no random draw</source>
        <translation>ein geladenes Netz ist keine zufällige Ziehung</translation>
    </message>
    <message>
        <source>not computed for convolutional networks</source>
        <translation>für Faltungsnetze nicht berechnet</translation>
    </message>
    <message>
        <source>labelings are not computed for convolutional networks</source>
        <translation>Dichotomien werden für Faltungsnetze nicht berechnet</translation>
    </message>
    <message>
        <source>q grows without bound from layer to layer</source>
        <translation>q wächst unbeschränkt von Schicht zu Schicht</translation>
    </message>
    <message>
        <source>of the whole curve only</source>
        <translation>nur für die ganze Kurve</translation>
    </message>
    <message>
        <source>the law is of circles round the origin and arcs of them</source>
        <translation>das Gesetz gilt für Kreise um den Ursprung und Bögen davon</translation>
    </message>
    <message>
        <source>the variance of the output leaves the range of numbers</source>
        <translation>die Varianz der Ausgabe verlässt den Zahlenbereich</translation>
    </message>
    <message>
        <source>every q is a fixed point</source>
        <translation>jedes q ist ein Fixpunkt</translation>
    </message>
    <message>
        <source>the exact law needs Gaussian weights</source>
        <translation>das exakte Gesetz braucht gaußverteilte Gewichte</translation>
    </message>
    <message>
        <source>a loaded network has one width and no sigma_w to vary</source>
        <translation>ein geladenes Netz hat eine Breite und kein sigma_w, das sich ändern ließe</translation>
    </message>
    <message>
        <source>a family needs one width, one sigma_w and one draw at least</source>
        <translation>eine Familie braucht mindestens eine Breite, ein sigma_w und eine Ziehung</translation>
    </message>
    <message>
        <source>a family has at most %1 lines</source>
        <translation>eine Familie hat höchstens %1 Linien</translation>
    </message>
    <message>
        <source>Trains exactly one hidden layer, all else frozen at the draw. [R17]: lower layers reach better accuracy.</source>
        <translation>Trainiert genau eine verborgene Schicht, alles andere bleibt wie gezogen. [R17]: Untere Schichten erreichen bessere Genauigkeit.</translation>
    </message>
    <message>
        <source>Adds Gaussian noise to the weights of one layer of the trained network. [R17]: accuracy falls most for the first layers.</source>
        <translation>Addiert gaußsches Rauschen zu den Gewichten einer Schicht des trainierten Netzes. [R17]: Die Genauigkeit fällt bei den ersten Schichten am stärksten.</translation>
    </message>
    <message>
        <source>Length of the last image against step, for small and large sigma_w, between data points and between random points. [R17]: lengths grow in training from small weights, and may fall from large ones.</source>
        <translation>Länge des letzten Bildes über den Schritten, für kleines und großes sigma_w, zwischen Datenpunkten und zwischen zufälligen Punkten. [R17]: Im Training wachsen die Längen bei kleinen Gewichten und können bei großen fallen.</translation>
    </message>
    <message>
        <source>Test accuracy against epoch with batch norm, trajectory regularisation and neither. [R17]: trajectory regularisation comes near batch norm, clearly above neither.</source>
        <translation>Testgenauigkeit über den Epochen mit Batch-Norm, Trajektorien-Regularisierung und ohne beides. [R17]: Die Trajektorien-Regularisierung kommt der Batch-Norm nahe, deutlich besser als ohne beides.</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>sigma_w %1, data points</source>
        <translation>sigma_w %1, Datenpunkte</translation>
    </message>
    <message>
        <source>sigma_w %1, random points</source>
        <translation>sigma_w %1, Zufallspunkte</translation>
    </message>
    <message>
        <source>batch, dense</source>
        <translation>Batch, vollverbunden</translation>
    </message>
    <message>
        <source>trajectory, dense</source>
        <translation>Trajektorie, vollverbunden</translation>
    </message>
    <message>
        <source>none, dense</source>
        <translation>keine, vollverbunden</translation>
    </message>
    <message>
        <source>batch, convolutional</source>
        <translation>Batch, Faltung</translation>
    </message>
    <message>
        <source>trajectory, convolutional</source>
        <translation>Trajektorie, Faltung</translation>
    </message>
    <message>
        <source>none, convolutional</source>
        <translation>keine, Faltung</translation>
    </message>
    <message>
        <source>layer that learns</source>
        <translation>lernende Schicht</translation>
    </message>
    <message>
        <source>noise / root mean square weight</source>
        <translation>Rauschen / quadratisches Mittel der Gewichte</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>Testgenauigkeit</translation>
    </message>
    <message>
        <source>length of the last image / length of the trajectory</source>
        <translation>Länge des letzten Bildes / Länge der Trajektorie</translation>
    </message>
    <message>
        <source>an animation takes %1 to %2 seconds, not %3</source>
        <translation>eine Animation dauert %1 bis %2 Sekunden, nicht %3</translation>
    </message>
    <message>
        <source>the layer moves from %1 to %2 at most; %3 is outside of that</source>
        <translation>die Schicht bewegt sich höchstens von %1 bis %2; %3 liegt außerhalb</translation>
    </message>
    <message>
        <source>t moves from %1 to %2 at most; %3 is outside of that</source>
        <translation>t bewegt sich höchstens von %1 bis %2; %3 liegt außerhalb</translation>
    </message>
    <message>
        <source>depth moves from %1 to %2 at most; %3 is outside of that</source>
        <translation>die Tiefe bewegt sich höchstens von %1 bis %2; %3 liegt außerhalb</translation>
    </message>
    <message>
        <source>width moves from %1 to %2 at most; %3 is outside of that</source>
        <translation>die Breite bewegt sich höchstens von %1 bis %2; %3 liegt außerhalb</translation>
    </message>
    <message>
        <source>weight scale moves from %1 to %2 at most; %3 is outside of that</source>
        <translation>die Gewichtsskala bewegt sich höchstens von %1 bis %2; %3 liegt außerhalb</translation>
    </message>
    <message>
        <source>bias scale moves from %1 to %2 at most; %3 is outside of that</source>
        <translation>die Bias-Skala bewegt sich höchstens von %1 bis %2; %3 liegt außerhalb</translation>
    </message>
    <message>
        <source>layers are whole numbers, not %1</source>
        <translation>Schichten sind ganze Zahlen, nicht %1</translation>
    </message>
    <message>
        <source>there is no state to go to</source>
        <translation>es gibt keinen Zustand, zu dem es gehen könnte</translation>
    </message>
    <message>
        <source>the network is loaded: its numbers do not move, but t and the layers do</source>
        <translation>das Netz ist geladen: Seine Zahlen bewegen sich nicht, t und die Schichten schon</translation>
    </message>
    <message>
        <source>a side of the film is %1 pixels; it must be %2 to %3</source>
        <translation>eine Seite des Films hat %1 Pixel; es müssen %2 bis %3 sein</translation>
    </message>
    <message>
        <source>a film has %1 to %2 frames a second, not %3</source>
        <translation>ein Film hat %1 bis %2 Bilder je Sekunde, nicht %3</translation>
    </message>
    <message>
        <source>only the grid shows how the image of a layer glides into the next one&apos;s</source>
        <translation>nur das Gitter zeigt, wie das Bild einer Schicht in das der nächsten gleitet</translation>
    </message>
    <message>
        <source>the film would have %1 frames; at most %2 are allowed</source>
        <translation>der Film hätte %1 Einzelbilder; höchstens %2 sind erlaubt</translation>
    </message>
    <message>
        <source>a side of the figure is %1 mm; it must be %2 to %3 mm</source>
        <translation>eine Seite der Abbildung misst %1 mm; es müssen %2 bis %3 mm sein</translation>
    </message>
    <message>
        <source>the resolution is %1 dpi; it must be %2 to %3</source>
        <translation>die Auflösung beträgt %1 dpi; es müssen %2 bis %3 sein</translation>
    </message>
    <message>
        <source>the figure would have %1 million pixels; at most %2 million are allowed</source>
        <translation>die Abbildung hätte %1 Millionen Pixel; höchstens %2 Millionen sind erlaubt</translation>
    </message>
    <message>
        <source>A convolutional network that was loaded cannot be trained on: choose another network first</source>
        <translation>Ein geladenes Faltungsnetz kann nicht weiter trainiert werden: Wählen Sie erst ein anderes Netz</translation>
    </message>
    <message>
        <source>channels names %1 blocks of convolution; there must be one to four</source>
        <translation>Kanäle nennt %1 Faltungsblöcke; es müssen einer bis vier sein</translation>
    </message>
    <message>
        <source>channels is %1; it must be between %2 and %3</source>
        <translation>Kanäle ist %1; es muss zwischen %2 und %3 liegen</translation>
    </message>
    <message>
        <source>pictures of %1 x %2 pixels are too small for %3 blocks of pooling</source>
        <translation>Bilder von %1 x %2 Pixeln sind zu klein für %3 Pooling-Blöcke</translation>
    </message>
    <message>
        <source>learning rate is %1; it must be above %2 and at most %3</source>
        <translation>Die Lernrate ist %1; sie muss über %2 und höchstens %3 sein</translation>
    </message>
    <message>
        <source>weight decay is %1; it must be between %2 and %3</source>
        <translation>Weight Decay ist %1; es muss zwischen %2 und %3 liegen</translation>
    </message>
    <message>
        <source>regularisation is %1; it must be between %2 and %3</source>
        <translation>Die Regularisierung ist %1; sie muss zwischen %2 und %3 liegen</translation>
    </message>
    <message>
        <source>the frozen layers must be named in rising order, each once</source>
        <translation>die festen Schichten müssen aufsteigend genannt sein, jede einmal</translation>
    </message>
    <message>
        <source>all layers are frozen; one at least must learn</source>
        <translation>alle Schichten sind fest; mindestens eine muss lernen</translation>
    </message>
    <message>
        <source>training this network would take more than %1 GB of memory; a smaller width is needed</source>
        <translation>dieses Netz zu trainieren bräuchte mehr als %1 GB Speicher; nötig ist eine kleinere Breite</translation>
    </message>
    <message>
        <source>N, the number of equidistant t in [0, 1] at which the curve x(t) is sampled. Sampled lengths are sums of chords |z_d(t_(j+1)) - z_d(t_j)|: too few points make them too short.</source>
        <translation>N, die Zahl der äquidistanten t in [0, 1], an denen die Kurve x(t) abgetastet wird. Abgetastete Längen sind Summen von Sehnen |z_d(t_(j+1)) - z_d(t_j)|: Zu wenige Punkte machen sie zu kurz.</translation>
    </message>
</context>
<context>
    <name>Family</name>
    <message>
        <source>law</source>
        <translation>Gesetz</translation>
    </message>
    <message>
        <source>exact mean</source>
        <translation>exakter Mittelwert</translation>
    </message>
    <message>
        <source>infinite width</source>
        <translation>unendliche Breite</translation>
    </message>
    <message>
        <source>growth of length a layer</source>
        <translation>Längenwachstum je Schicht</translation>
    </message>
    <message>
        <source>width k</source>
        <translation>Breite k</translation>
    </message>
    <message>
        <source>length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>growth by σ_w</source>
        <translation>Wachstum über σ_w</translation>
    </message>
    <message>
        <source>growth by k</source>
        <translation>Wachstum über k</translation>
    </message>
    <message>
        <source>transitions</source>
        <translation>Übergänge</translation>
    </message>
    <message>
        <source>pieces</source>
        <translation>Stücke</translation>
    </message>
    <message>
        <source>Length against layer</source>
        <translation>Länge über der Schicht</translation>
    </message>
    <message>
        <source>Growth of length against σ_w</source>
        <translation>Längenwachstum über σ_w</translation>
    </message>
    <message>
        <source>Growth of length against width</source>
        <translation>Längenwachstum über der Breite</translation>
    </message>
    <message>
        <source>Transitions against length</source>
        <translation>Übergänge über der Länge</translation>
    </message>
    <message>
        <source>Pieces per neuron against depth</source>
        <translation>Stücke je Neuron über der Tiefe</translation>
    </message>
    <message>
        <source>Length of the image in every layer, a line for each width and σ_w</source>
        <translation>Länge des Bildes in jeder Schicht, eine Linie je Breite und σ_w</translation>
    </message>
    <message>
        <source>Growth a layer, averaged over the layers, against σ_w, a line for each width</source>
        <translation>Wachstum je Schicht, über die Schichten gemittelt, in Abhängigkeit von σ_w; eine Linie je Breite</translation>
    </message>
    <message>
        <source>Growth a layer, averaged over the layers, against width, a line for each σ_w</source>
        <translation>Wachstum je Schicht, über die Schichten gemittelt, in Abhängigkeit von der Breite; eine Linie je σ_w</translation>
    </message>
    <message>
        <source>Sign transitions of each layer against the length of the image that it reads</source>
        <translation>Vorzeichenwechsel jeder Schicht über der Länge des Bildes, das sie liest</translation>
    </message>
    <message>
        <source>Linear pieces of the curve for each neuron of the layers so far, counted exactly</source>
        <translation>Lineare Stücke der Kurve je Neuron der bisherigen Schichten, exakt gezählt</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>length of the image</source>
        <translation>Länge des Bildes</translation>
    </message>
    <message>
        <source>length of the image that the layer reads</source>
        <translation>Länge des Bildes, das die Schicht liest</translation>
    </message>
    <message>
        <source>sign transitions of the layer</source>
        <translation>Vorzeichenwechsel der Schicht</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>pieces per neuron</source>
        <translation>Stücke je Neuron</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Images, layer by layer</source>
        <translation>Bilder, Schicht für Schicht</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Transitions</source>
        <translation>Übergänge</translation>
    </message>
    <message>
        <source>Transitions against length</source>
        <translation>Übergänge über der Länge</translation>
    </message>
    <message>
        <source>Activation pattern</source>
        <translation>Aktivierungsmuster</translation>
    </message>
    <message>
        <source>Plane of the trajectory</source>
        <translation>Ebene der Trajektorie</translation>
    </message>
    <message>
        <source>Linear regions of the plane</source>
        <translation>Lineare Gebiete der Ebene</translation>
    </message>
    <message>
        <source>Phase diagram</source>
        <translation>Phasendiagramm</translation>
    </message>
    <message>
        <source>Maps from layer to layer</source>
        <translation>Abbildungen von Schicht zu Schicht</translation>
    </message>
    <message>
        <source>Several networks beside each other</source>
        <translation>Mehrere Netze nebeneinander</translation>
    </message>
    <message>
        <source>Prior over functions</source>
        <translation>Prior über Funktionen</translation>
    </message>
    <message>
        <source>Dichotomies</source>
        <translation>Dichotomien</translation>
    </message>
    <message>
        <source>Autocorrelation</source>
        <translation>Autokorrelation</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>Krümmung</translation>
    </message>
    <message>
        <source>Similarity of layers</source>
        <translation>Ähnlichkeit der Schichten</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>Loss and accuracy in training</source>
        <translation>Verlust und Genauigkeit im Training</translation>
    </message>
    <message>
        <source>Length in training</source>
        <translation>Länge im Training</translation>
    </message>
    <message>
        <source>Experiment on trained networks</source>
        <translation>Experiment an trainierten Netzen</translation>
    </message>
    <message>
        <source>The whole page</source>
        <translation>Die ganze Seite</translation>
    </message>
    <message>
        <source>SVG figure</source>
        <translation>Abbildung als SVG</translation>
    </message>
    <message>
        <source>PDF figure</source>
        <translation>Abbildung als PDF</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>Bild als PNG</translation>
    </message>
    <message>
        <source>CSV numbers</source>
        <translation>Zahlen als CSV</translation>
    </message>
    <message>
        <source>JSON numbers</source>
        <translation>Zahlen als JSON</translation>
    </message>
    <message>
        <source>NPY images, for NumPy</source>
        <translation>Bilder als NPY, für NumPy</translation>
    </message>
    <message>
        <source>Python script and network</source>
        <translation>Python-Skript und Netz</translation>
    </message>
    <message>
        <source>Training on %1</source>
        <translation>Training mit %1</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Sessions (*.arcscope);;All files (*)</source>
        <translation>Sitzungen (*.arcscope);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>PhaseDiagram</name>
    <message>
        <source>growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>growth of small distances, squared, a layer</source>
        <translation>quadriertes Wachstum kleiner Abstände je Schicht</translation>
    </message>
    <message>
        <source>variance of h in deep layers</source>
        <translation>Varianz von h in tiefen Schichten</translation>
    </message>
    <message>
        <source>correlation of two points in deep layers</source>
        <translation>Korrelation zweier Punkte in tiefen Schichten</translation>
    </message>
    <message>
        <source>layers until two points forget their correlation</source>
        <translation>Schichten, bis zwei Punkte ihre Korrelation vergessen</translation>
    </message>
    <message>
        <source>growth of length a layer, measured on networks of this width and depth</source>
        <translation>Längenwachstum je Schicht, gemessen an Netzen dieser Breite und Tiefe</translation>
    </message>
</context>
<context>
    <name>Pins</name>
    <message>
        <source>as now</source>
        <translation>wie jetzt</translation>
    </message>
    <message>
        <source>this network</source>
        <translation>dieses Netz</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>Networks in training</source>
        <translation>Netze im Training</translation>
    </message>
    <message>
        <source>Regions and decision boundary of two moons</source>
        <translation>Gebiete und Grenze: two moons</translation>
    </message>
    <message>
        <source>Images of an arc between two pictures</source>
        <translation>Bogen zwischen zwei Fotos</translation>
    </message>
    <message>
        <source>Train one layer only: lower ones reach more</source>
        <translation>Nur eine Schicht trainieren</translation>
    </message>
    <message>
        <source>Noise in one layer of a trained network</source>
        <translation>Rauschen in einer Schicht</translation>
    </message>
    <message>
        <source>Length in training, from small and large σ_w</source>
        <translation>Länge im Training je σ_w</translation>
    </message>
    <message>
        <source>Batch norm, trajectory regularisation, neither</source>
        <translation>Drei Normierungen</translation>
    </message>
    <message>
        <source>Each layer cuts the regions of the layers below; none is ever joined again.</source>
        <translation>Jede Schicht zerschneidet die Gebiete der Schichten darunter; keine fügt sie wieder zusammen.</translation>
    </message>
    <message>
        <source>The same circle, a layer further each time: two directions hold less and less of it.</source>
        <translation>Derselbe Kreis, jedes Mal eine Schicht weiter: Zwei Richtungen erfassen immer weniger von ihm.</translation>
    </message>
    <message>
        <source>Straight lines on a log scale: each layer multiplies the length by about the same factor.</source>
        <translation>Geraden auf logarithmischer Skala: Jede Schicht vervielfacht die Länge um etwa denselben Faktor.</translation>
    </message>
    <message>
        <source>Where a line crosses 1 the image neither grows nor shrinks.</source>
        <translation>Wo eine Linie die 1 schneidet, wächst das Bild weder, noch schrumpft es.</translation>
    </message>
    <message>
        <source>Wide layers stretch more, up to the law of infinite width.</source>
        <translation>Breite Schichten strecken stärker, bis zum Gesetz unendlicher Breite.</translation>
    </message>
    <message>
        <source>How many neurons change along the curve follows from how long its image is.</source>
        <translation>Wie viele Neuronen entlang der Kurve wechseln, folgt aus der Länge ihres Bildes.</translation>
    </message>
    <message>
        <source>Turn the weights of one layer once around: with more layers above it, more labelings of 15 inputs are met.</source>
        <translation>Die Gewichte einer Schicht einmal herumgedreht: Je mehr Schichten darüber, desto mehr Dichotomien von 15 Eingaben kommen vor.</translation>
    </message>
    <message>
        <source>Left of the line neighbouring inputs converge, right of it they part: drag the network across.</source>
        <translation>Links der Linie nähern sich benachbarte Eingaben, rechts trennen sie sich: Ziehen Sie das Netz hinüber.</translation>
    </message>
    <message>
        <source>Each layer is one step along these curves, towards where they cross the diagonal.</source>
        <translation>Jede Schicht ist ein Schritt auf diesen Kurven, hin zum Schnittpunkt mit der Diagonalen.</translation>
    </message>
    <message>
        <source>In the ordered phase the circle stays smooth and draws together.</source>
        <translation>In der geordneten Phase bleibt der Kreis glatt und zieht sich zusammen.</translation>
    </message>
    <message>
        <source>In the chaotic phase it folds, and neighbouring points lose each other.</source>
        <translation>In der chaotischen Phase faltet er sich, und benachbarte Punkte verlieren einander.</translation>
    </message>
    <message>
        <source>Deep in chaos a few layers leave neighbouring points with little in common.</source>
        <translation>Tief im Chaos haben benachbarte Punkte schon nach wenigen Schichten kaum noch etwas gemein.</translation>
    </message>
    <message>
        <source>How long the image is, how sharply it bends, and how much it bends in all.</source>
        <translation>Wie lang das Bild ist, wie scharf es sich krümmt und wie viel es sich insgesamt krümmt.</translation>
    </message>
    <message>
        <source>The mean over draws keeps to the law; single networks stray far from it.</source>
        <translation>Der Mittelwert über Ziehungen folgt dem Gesetz; einzelne Netze weichen weit davon ab.</translation>
    </message>
    <message>
        <source>Depth adds pieces only as it adds neurons: the number for each stays the same.</source>
        <translation>Tiefe bringt Stücke nur, indem sie Neuronen bringt: Ihre Zahl je Neuron bleibt gleich.</translation>
    </message>
    <message>
        <source>Learning moves the regions until the boundary between the classes fits.</source>
        <translation>Das Lernen verschiebt die Gebiete, bis die Grenze zwischen den Klassen passt.</translation>
    </message>
    <message>
        <source>The image of an arc between two pictures, while the network learns to tell them apart.</source>
        <translation>Das Bild eines Bogens zwischen zwei Fotos, während das Netz lernt, sie zu unterscheiden.</translation>
    </message>
    <message>
        <source>One layer learns, the others stay random: which one reaches most?</source>
        <translation>Eine Schicht lernt, die anderen bleiben zufällig: Welche erreicht am meisten?</translation>
    </message>
    <message>
        <source>The same noise in one layer after the other: where does it harm most?</source>
        <translation>Dasselbe Rauschen in einer Schicht nach der anderen: Wo schadet es am meisten?</translation>
    </message>
    <message>
        <source>Length while learning, from small and from large weights.</source>
        <translation>Die Länge beim Lernen, ausgehend von kleinen und von großen Gewichten.</translation>
    </message>
    <message>
        <source>Equal budgets: batch normalisation, trajectory regularisation, neither.</source>
        <translation>Gleicher Aufwand: Batch-Norm, Trajektorien-Regularisierung, keines von beiden.</translation>
    </message>
    <message>
        <source>[R17] Raghu et al. 2017</source>
        <translation>[R17] Raghu u. a. 2017</translation>
    </message>
    <message>
        <source>[P16] Poole et al. 2016</source>
        <translation>[P16] Poole u. a. 2016</translation>
    </message>
    <message>
        <source>Regions of the plane, layer by layer</source>
        <translation>Gebiete der Ebene je Schicht</translation>
    </message>
    <message>
        <source>A circle tangles from layer to layer</source>
        <translation>Ein Kreis verwickelt sich</translation>
    </message>
    <message>
        <source>Length grows exponentially with depth</source>
        <translation>Länge wächst exponentiell</translation>
    </message>
    <message>
        <source>Growth a layer against σ_w</source>
        <translation>Wachstum über σ_w</translation>
    </message>
    <message>
        <source>Growth a layer against width</source>
        <translation>Wachstum über der Breite</translation>
    </message>
    <message>
        <source>Transitions follow length</source>
        <translation>Übergänge folgen der Länge</translation>
    </message>
    <message>
        <source>Labelings grow with the layers above</source>
        <translation>Dichotomien je Schicht</translation>
    </message>
    <message>
        <source>Phase diagram of tanh</source>
        <translation>Phasendiagramm von tanh</translation>
    </message>
    <message>
        <source>Maps of length and correlation</source>
        <translation>Längen- und Korrelationsmap</translation>
    </message>
    <message>
        <source>The circle in the ordered phase, σ_w = 1.3</source>
        <translation>Geordneter Kreis, σ_w = 1.3</translation>
    </message>
    <message>
        <source>The circle in the chaotic phase, σ_w = 2.5</source>
        <translation>Chaotischer Kreis, σ_w = 2.5</translation>
    </message>
    <message>
        <source>The circle deep in chaos, σ_w = 4</source>
        <translation>Tief im Chaos, σ_w = 4</translation>
    </message>
    <message>
        <source>Curvature, length and Gauss-map length by layer</source>
        <translation>Krümmung und Gauß-Länge</translation>
    </message>
    <message>
        <source>[H22] Hanin et al. 2022</source>
        <translation>[H22] Hanin u. a. 2022</translation>
    </message>
    <message>
        <source>At σ_w² = 2 relu keeps the expected length</source>
        <translation>σ_w² = 2 erhält die Länge</translation>
    </message>
    <message>
        <source>[HR19] Hanin and Rolnick 2019</source>
        <translation>[HR19] Hanin und Rolnick 2019</translation>
    </message>
    <message>
        <source>Pieces per neuron do not grow with depth</source>
        <translation>Stücke je Neuron</translation>
    </message>
    <message>
        <source>[R17] on trained networks</source>
        <translation>[R17] zu trainierten Netzen</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>not a number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>not for this network</source>
        <translation>nicht für dieses Netz</translation>
    </message>
    <message>
        <source>computing</source>
        <translation>wird berechnet</translation>
    </message>
    <message>
        <source>What is shown is of the setting before.</source>
        <translation>Gezeigt wird noch die vorige Einstellung.</translation>
    </message>
    <message>
        <source>It will follow.</source>
        <translation>Es folgt.</translation>
    </message>
    <message>
        <source> from layer %1</source>
        <translation> ab Schicht %1</translation>
    </message>
    <message>
        <source>sampled</source>
        <translation>abgetastet</translation>
    </message>
    <message>
        <source>too many pieces</source>
        <translation>zu viele Stücke</translation>
    </message>
    <message>
        <source>coarsely sampled</source>
        <translation>grob abgetastet</translation>
    </message>
    <message>
        <source>low variance</source>
        <translation>geringe Varianz</translation>
    </message>
    <message>
        <source>overflow</source>
        <translation>Überlauf</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>gesättigt</translation>
    </message>
    <message>
        <source>one point</source>
        <translation>ein Punkt</translation>
    </message>
    <message>
        <source>length zero</source>
        <translation>Länge null</translation>
    </message>
    <message>
        <source>streamed</source>
        <translation>gestreamt</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Computed at %1 points; the full picture follows.</source>
        <translation>An %1 Punkten berechnet; das volle Bild folgt.</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>Followed from breakpoint to breakpoint, not sampled: %1 pieces, %2 distinct patterns.</source>
        <translation>Von Knick zu Knick verfolgt, nicht abgetastet: %1 Stücke, %2 verschiedene Muster.</translation>
    </message>
    <message>
        <source>Computed at %1 points. The chords between them miss at most about this share of a layer&apos;s length.</source>
        <translation>An %1 Punkten berechnet. Den Sehnen dazwischen entgeht höchstens etwa dieser Anteil der Länge einer Schicht.</translation>
    </message>
    <message>
        <source>sampled ±%1</source>
        <translation>abgetastet ±%1</translation>
    </message>
    <message>
        <source>Through all breakpoints of the curve: between two of the %1 points nothing bends.</source>
        <translation>Durch alle Knickstellen der Kurve: Zwischen zwei der %1 Punkte knickt nichts.</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 Punkte</translation>
    </message>
    <message>
        <source>Through samples of the curve.</source>
        <translation>Durch Stichproben der Kurve.</translation>
    </message>
    <message>
        <source>width %1</source>
        <translation>Breite %1</translation>
    </message>
    <message>
        <source>widths %1 to %2</source>
        <translation>Breiten %1 bis %2</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
</context>
<context>
    <name>RegionMap</name>
    <message>
        <source>The numbers of layer %1 are beyond the range of double.</source>
        <translation>Die Zahlen der Schicht %1 übersteigen den Bereich von double.</translation>
    </message>
    <message>
        <source>With layer %1 the lines have too many points: zoom in to see them.</source>
        <translation>Mit Schicht %1 haben die Linien zu viele Punkte: Hineinzoomen zeigt sie.</translation>
    </message>
    <message>
        <source>Layer %1 takes longer than a moment: choose fewer layers.</source>
        <translation>Schicht %1 dauert länger als einen Augenblick: Wählen Sie weniger Schichten.</translation>
    </message>
    <message>
        <source>With layer %1 there are more than %2 regions here: zoom in to see them.</source>
        <translation>Mit Schicht %1 sind hier mehr als %2 Gebiete: Hineinzoomen zeigt sie.</translation>
    </message>
    <message>
        <source>With layer %1 the regions would take too much memory: zoom in to see them.</source>
        <translation>Mit Schicht %1 bräuchten die Gebiete zu viel Speicher: Hineinzoomen zeigt sie.</translation>
    </message>
    <message>
        <source>Layer %1 takes longer than a moment: zoom in to see its regions.</source>
        <translation>Schicht %1 dauert länger als einen Augenblick: Hineinzoomen zeigt ihre Gebiete.</translation>
    </message>
    <message>
        <source>Layer %1 takes longer than a moment: zoom in to see more.</source>
        <translation>Schicht %1 dauert länger als einen Augenblick: Hineinzoomen zeigt mehr.</translation>
    </message>
    <message>
        <source>Regions of the plane are %1.</source>
        <translation>Gebiete der Ebene werden %1.</translation>
    </message>
</context>
<context>
    <name>Regions</name>
    <message>
        <source>%1 linear regions of layers %2 in this rectangle.</source>
        <translation>%1 lineare Gebiete der Schichten %2 in diesem Rechteck.</translation>
    </message>
    <message>
        <source>Theorem 1 allows %1 of them in the whole plane, one layer alone %2.</source>
        <translation>Theorem 1 erlaubt %1 davon in der ganzen Ebene, eine Schicht allein %2.</translation>
    </message>
    <message>
        <source>%1 regions a neuron.</source>
        <translation>%1 Gebiete je Neuron.</translation>
    </message>
    <message>
        <source>Distance from the shared t to the nearest boundary: %1.</source>
        <translation>Abstand vom gemeinsamen t zur nächsten Grenze: %1.</translation>
    </message>
    <message>
        <source>layer %1  %2</source>
        <translation>Schicht %1  %2</translation>
    </message>
    <message>
        <source>…  %1 of %2</source>
        <translation>…  %1 von %2</translation>
    </message>
    <message>
        <source>area %1</source>
        <translation>Fläche %1</translation>
    </message>
    <message>
        <source>, slope %1</source>
        <translation>, Steigung %1</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Sch.</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>Gebiete</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>h = 0 of the neurons</source>
        <translation>h = 0 der Neuronen</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>regions a neuron</source>
        <translation>Gebiete je Neuron</translation>
    </message>
    <message>
        <source>nearest boundary to t</source>
        <translation>nächste Grenze zu t</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>Klasse %1</translation>
    </message>
    <message>
        <source>area of a region</source>
        <translation>Fläche eines Gebiets</translation>
    </message>
    <message>
        <source>slope of the read-out</source>
        <translation>Steigung des Readouts</translation>
    </message>
    <message>
        <source>…  %1 at −1, %2 at +1 of %3</source>
        <translation>…  %1 bei −1, %2 bei +1 von %3</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>depth %1</source>
        <translation>Tiefe %1</translation>
    </message>
    <message>
        <source>%1 inputs</source>
        <translation>%1 Eingaben</translation>
    </message>
    <message>
        <source>%1 weights</source>
        <translation>Gewichte %1</translation>
    </message>
    <message>
        <source>loaded network</source>
        <translation>geladenes Netz</translation>
    </message>
    <message>
        <source>t %1 to %2</source>
        <translation>t %1 bis %2</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>width %1</source>
        <translation>Breite %1</translation>
    </message>
    <message>
        <source>other widths</source>
        <translation>andere Breiten</translation>
    </message>
    <message>
        <source>another curve</source>
        <translation>andere Kurve</translation>
    </message>
    <message>
        <source>network trained here</source>
        <translation>hier trainiertes Netz</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>← → ↑ ↓</source>
        <translation>← → ↑ ↓</translation>
    </message>
    <message>
        <source>step the slider in focus (Page keys: by ten; Home, End: ends)</source>
        <translation>Regler im Fokus um einen Schritt (Bild: um zehn; Pos1, Ende: an den Rand)</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>next control or view</source>
        <translation>nächstes Bedienelement oder nächste Ansicht</translation>
    </message>
    <message>
        <source>1 … 9</source>
        <translation>1 … 9</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>play and stop t</source>
        <translation>t abspielen und anhalten</translation>
    </message>
    <message>
        <source>R   N   P   A   G</source>
        <translation>R   N   P   A   G</translation>
    </message>
    <message>
        <source>rewind   new draw   pin   animate   gallery</source>
        <translation>zum Anfang   neu ziehen   anheften   animieren   Galerie</translation>
    </message>
    <message>
        <source>Ctrl+Z   Ctrl+Shift+Z</source>
        <translation>Strg+Z   Strg+Umschalt+Z</translation>
    </message>
    <message>
        <source>undo   redo</source>
        <translation>rückgängig   wiederholen</translation>
    </message>
    <message>
        <source>Ctrl+L   Ctrl+C   Ctrl+V</source>
        <translation>Strg+L   Strg+C   Strg+V</translation>
    </message>
    <message>
        <source>copy a link   copy the setting as JSON   paste either</source>
        <translation>Link kopieren   Einstellung als JSON kopieren   einfügen</translation>
    </message>
    <message>
        <source>Ctrl+O   Ctrl+S   Ctrl+Shift+S</source>
        <translation>Strg+O   Strg+S   Strg+Umschalt+S</translation>
    </message>
    <message>
        <source>open   save the session   save it as</source>
        <translation>öffnen   Sitzung speichern   speichern unter</translation>
    </message>
    <message>
        <source>Ctrl+E   Ctrl+Q</source>
        <translation>Strg+E   Strg+Q</translation>
    </message>
    <message>
        <source>export a figure   close the window</source>
        <translation>Abbildung exportieren   Fenster schließen</translation>
    </message>
    <message>
        <source>C   D</source>
        <translation>C   D</translation>
    </message>
    <message>
        <source>own or common scale   end points from data</source>
        <translation>eigene oder gemeinsame Skala   Endpunkte aus Daten</translation>
    </message>
    <message>
        <source>F   [ ]   + −</source>
        <translation>F   [ ]   + −</translation>
    </message>
    <message>
        <source>plane: fill of the regions, their layers, zoom</source>
        <translation>Ebene: Füllung der Gebiete, ihre Schichten, Zoom</translation>
    </message>
    <message>
        <source>← → ↑ ↓   Q</source>
        <translation>← → ↑ ↓   Q</translation>
    </message>
    <message>
        <source>phases: move the network (Shift: by 0.1), what is shown</source>
        <translation>Phasen: Netz bewegen (Umschalt: um 0.1), Größe wählen</translation>
    </message>
    <message>
        <source>Click   Delete</source>
        <translation>Klick   Entf</translation>
    </message>
    <message>
        <source>prior: put a data point, drag moves it   remove the last one</source>
        <translation>Prior: Datenpunkt setzen, Ziehen verschiebt   letzten löschen</translation>
    </message>
    <message>
        <source>+   −</source>
        <translation>+   −</translation>
    </message>
    <message>
        <source>dichotomies: number of inputs</source>
        <translation>Dichotomien: Zahl der Eingaben</translation>
    </message>
    <message>
        <source>Ctrl+T   F11</source>
        <translation>Strg+T   F11</translation>
    </message>
    <message>
        <source>light or dark   presentation</source>
        <translation>hell oder dunkel   Präsentation</translation>
    </message>
    <message>
        <source>Page Down   Page Up</source>
        <translation>Bild ab   Bild auf</translation>
    </message>
    <message>
        <source>tour: on (the answer first)   back</source>
        <translation>Tour: weiter (erst die Antwort)   zurück</translation>
    </message>
    <message>
        <source>L   F   + −   V</source>
        <translation>L   F   + −   V</translation>
    </message>
    <message>
        <source>presentation: spotlight, freeze, type, images alone</source>
        <translation>Präsentation: Spot, einfrieren, Schrift, nur Bilder</translation>
    </message>
    <message>
        <source>F1   Shift+F1   ?</source>
        <translation>F1   Umschalt+F1   ?</translation>
    </message>
    <message>
        <source>help on what is pointed at   What&apos;s This   these keys</source>
        <translation>Hilfe zum Element unter der Maus   Direkthilfe   diese Tasten</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>one step back: drawing, enlarged view, open layer, stretch of t</source>
        <translation>ein Schritt zurück: Zeichnen, große Ansicht, Schicht, Abschnitt von t</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>slider: default   title of a view: enlarge   t: whole curve</source>
        <translation>Regler: Vorgabe   Titel: vergrößern   t: ganze Kurve</translation>
    </message>
    <message>
        <source>Shift+drag on t</source>
        <translation>Umschalt+Ziehen auf t</translation>
    </message>
    <message>
        <source>zoom into a stretch</source>
        <translation>in einen Abschnitt zoomen</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>pinned states beneath the images or beside them</source>
        <translation>angeheftete Zustände unter den Bildern oder daneben</translation>
    </message>
    <message>
        <source>one of the first nine activations</source>
        <translation>eine der ersten neun Aktivierungen</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>%1 epochs</source>
        <translation>%1 Epochen</translation>
    </message>
    <message>
        <source>%1 epochs learned</source>
        <translation>%1 Epochen gelernt</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · noch %1</translation>
    </message>
    <message>
        <source>The loss is no number any more at step %1: a smaller learning rate helps.</source>
        <translation>Ab Schritt %1 ist der Verlust keine Zahl mehr: Eine kleinere Lernrate hilft.</translation>
    </message>
    <message>
        <source>Training went on from step %1: what had been learned up to step %2 was dropped.</source>
        <translation>Das Training ging von Schritt %1 aus weiter: Was bis Schritt %2 gelernt war, wurde verworfen.</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>divergiert</translation>
    </message>
    <message>
        <source>Step %1 of %2. At the end of an epoch loss and accuracy are those of up to %3 points, at moments in between of the first %4.</source>
        <translation>Schritt %1 von %2. Am Ende einer Epoche sind Verlust und Genauigkeit die von bis zu %3 Punkten, dazwischen die der ersten %4.</translation>
    </message>
    <message>
        <source>convolutional</source>
        <translation>Faltungsnetz</translation>
    </message>
    <message>
        <source>All views show its layers after pooling, from samples, except those that need a chain of matrices: regions of the plane, theory, layer studies, labelings.</source>
        <translation>Alle Ansichten zeigen seine Schichten nach dem Pooling, aus Stichproben – außer denen, die eine Kette von Matrizen brauchen: Gebiete der Ebene, Theorie, Schichtstudien, Dichotomien.</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::AnimationDialog</name>
    <message>
        <source>Animate</source>
        <translation>Animieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Frame %1 of %2</source>
        <translation>Einzelbild %1 von %2</translation>
    </message>
    <message>
        <source>Write film…</source>
        <translation>Film schreiben …</translation>
    </message>
    <message>
        <source>The film is in %1.</source>
        <translation>Der Film ist in %1.</translation>
    </message>
    <message>
        <source>Stopped: no film was written.</source>
        <translation>Angehalten: Es wurde kein Film geschrieben.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>In a loop</source>
        <translation>In Schleife</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>Hin und zurück</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> Bilder/s</translation>
    </message>
    <message>
        <source>White ground</source>
        <translation>Weißer Grund</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>What moves</source>
        <translation>Was sich bewegt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Film of</source>
        <translation>Film von</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>along the trajectory, t</source>
        <translation>entlang der Trajektorie, t</translation>
    </message>
    <message>
        <source>from layer to layer</source>
        <translation>von Schicht zu Schicht</translation>
    </message>
    <message>
        <source>towards pin %1</source>
        <translation>zum Merker %1</translation>
    </message>
    <message>
        <source>Write film</source>
        <translation>Film schreiben</translation>
    </message>
    <message>
        <source>GIF (*.gif);;MP4 (*.mp4);;WebM (*.webm);;A PNG a frame (*.png)</source>
        <translation>GIF (*.gif);;MP4 (*.mp4);;WebM (*.webm);;Ein PNG je Einzelbild (*.png)</translation>
    </message>
    <message>
        <source>A film ends in .gif, .mp4, .webm or .png.</source>
        <translation>Ein Film endet auf .gif, .mp4, .webm oder .png.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::AutocorrelationView</name>
    <message>
        <source>Autocorrelation along the curve</source>
        <translation>Autokorrelation entlang der Kurve</translation>
    </message>
    <message>
        <source>of h</source>
        <translation>von h</translation>
    </message>
    <message>
        <source>The mean over t of h(t)·h(t + offset), over that of |h|²: the pre-activations, whatever the images show. Offsets of a closed curve beyond half a turn repeat; of an open one they are averaged over the pairs of points that there are.</source>
        <translation>Der Mittelwert über t von h(t)·h(t + Versatz), geteilt durch den von |h|²: die Präaktivierungen, gleich was die Bilder zeigen. Bei einer geschlossenen Kurve wiederholt sich der Versatz jenseits einer halben Umdrehung; bei einer offenen wird über die vorhandenen Punktpaare gemittelt.</translation>
    </message>
    <message>
        <source>no law</source>
        <translation>kein Gesetz</translation>
    </message>
    <message>
        <source>infinite width</source>
        <translation>unendliche Breite</translation>
    </message>
    <message>
        <source>offset along the circle, in turns</source>
        <translation>Versatz auf dem Kreis, in Umdrehungen</translation>
    </message>
    <message>
        <source>offset in t</source>
        <translation>Versatz in t</translation>
    </message>
    <message>
        <source>correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>%1, %2 further on: %3</source>
        <translation>%1, um %2 weiter: %3</translation>
    </message>
    <message>
        <source>Autocorrelation</source>
        <translation>Autokorrelation</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::BottomBar</name>
    <message>
        <source>Whole curve</source>
        <translation>Ganze Kurve</translation>
    </message>
    <message>
        <source>Play t</source>
        <translation>t abspielen</translation>
    </message>
    <message>
        <source>Move t along the curve (Space; right click: once, loop, back and forth)</source>
        <translation>t entlang der Kurve bewegen (Leertaste; Rechtsklick: einmal, in Schleife, hin und her)</translation>
    </message>
    <message>
        <source>Leave the stretch of t and compute the whole curve (Escape)</source>
        <translation>Den Abschnitt von t verlassen und die ganze Kurve berechnen (Esc)</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>In a loop</source>
        <translation>In Schleife</translation>
    </message>
    <message>
        <source>Back and forth</source>
        <translation>Hin und her</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::Card</name>
    <message>
        <source>Export, copy, enlarge, move, hide</source>
        <translation>Exportieren, kopieren, vergrößern, verschieben, ausblenden</translation>
    </message>
    <message>
        <source>Menu of %1</source>
        <translation>Menü von %1</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Copy figure</source>
        <translation>Abbildung kopieren</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>Zahlen kopieren</translation>
    </message>
    <message>
        <source>Back to its place</source>
        <translation>Zurück an ihren Platz</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::ControlPanel</name>
    <message>
        <source>Gaussian</source>
        <translation>Gaußverteilt</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>Gleichverteilt</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>Orthogonal</translation>
    </message>
    <message>
        <source>Sparse, half kept</source>
        <translation>Dünn, Hälfte bleibt</translation>
    </message>
    <message>
        <source>Sparse, 10 % kept</source>
        <translation>Dünn, 10 % bleiben</translation>
    </message>
    <message>
        <source>Sparse, 10 % kept, not rescaled</source>
        <translation>Dünn, 10 % bleiben, unskaliert</translation>
    </message>
    <message>
        <source>He (relu)</source>
        <translation>He (relu)</translation>
    </message>
    <message>
        <source>Glorot</source>
        <translation>Glorot</translation>
    </message>
    <message>
        <source>LeCun</source>
        <translation>LeCun</translation>
    </message>
    <message>
        <source>PyTorch&apos;s Linear</source>
        <translation>Linear von PyTorch</translation>
    </message>
    <message>
        <source>Back to random networks</source>
        <translation>Zurück zu Zufallsnetzen</translation>
    </message>
    <message>
        <source>ACTIVATION</source>
        <translation>AKTIVIERUNG</translation>
    </message>
    <message>
        <source>TRAJECTORY</source>
        <translation>TRAJEKTORIE</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Strecke</translation>
    </message>
    <message>
        <source>arc</source>
        <translation>Bogen</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>corners</source>
        <translation>Ecken</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>From x0 straight to x1</source>
        <translation>Strecke von x0 nach x1</translation>
    </message>
    <message>
        <source>x(t) = cos(πt/2) x0 + sin(πt/2) x1</source>
        <translation>x(t) = cos(πt/2) x0 + sin(πt/2) x1</translation>
    </message>
    <message>
        <source>The whole turn: x(t) = cos(2πt) x0 + sin(2πt) x1</source>
        <translation>Die ganze Umdrehung: x(t) = cos(2πt) x0 + sin(2πt) x1</translation>
    </message>
    <message>
        <source>Click corners on the plane, a double click ends</source>
        <translation>Ecken in der Ebene anklicken, ein Doppelklick beendet</translation>
    </message>
    <message>
        <source>Draw on the plane by hand</source>
        <translation>Von Hand in der Ebene zeichnen</translation>
    </message>
    <message>
        <source>random ends</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>orthonormal</source>
        <translation>orthonormal</translation>
    </message>
    <message>
        <source>data…</source>
        <translation>Daten …</translation>
    </message>
    <message>
        <source>x0 and x1 drawn from N(0, 1): neither orthogonal nor of equal norm, so that the circle is an ellipse</source>
        <translation>x0 und x1 aus N(0, 1) gezogen: weder orthogonal noch gleich lang, sodass der Kreis eine Ellipse ist</translation>
    </message>
    <message>
        <source>x0 and x1 orthogonal, |x|² = m q0</source>
        <translation>x0 und x1 orthogonal, |x|² = m q0</translation>
    </message>
    <message>
        <source>x0 and x1 two points of a data set, chosen by their pictures (D)</source>
        <translation>x0 und x1 zwei Punkte eines Datensatzes, nach ihren Bildern gewählt (D)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>draw and seed</source>
        <translation>Ziehung und Seed</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>trajectory</source>
        <translation>Trajektorie</translation>
    </message>
    <message>
        <source>end points</source>
        <translation>Endpunkte</translation>
    </message>
    <message>
        <source>law of the weights</source>
        <translation>Gesetz der Gewichte</translation>
    </message>
    <message>
        <source>NETWORK</source>
        <translation>NETZ</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>Order and chaos over σ_w and σ_b: both sliders at once</source>
        <translation>Ordnung und Chaos über σ_w und σ_b: beide Regler auf einmal</translation>
    </message>
    <message>
        <source>Rewind</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>Back to the start of t, and every sweep stops; the network stays the same draw (R)</source>
        <translation>Zurück zum Anfang von t, jeder Durchlauf hält an; das Netz bleibt dieselbe Ziehung (R)</translation>
    </message>
    <message>
        <source>New draw</source>
        <translation>Neu ziehen</translation>
    </message>
    <message>
        <source>Another network and other end points: the next seed (N)</source>
        <translation>Ein anderes Netz und andere Endpunkte: der nächste Seed (N)</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The seed of the draw: the same seed gives the same network on every machine</source>
        <translation>Der Startwert (Seed) der Ziehung: Derselbe Seed ergibt auf jedem Rechner dasselbe Netz</translation>
    </message>
    <message>
        <source>%1: piecewise linear</source>
        <translation>%1: stückweise linear</translation>
    </message>
    <message>
        <source>%1: smooth, so that only sign transitions are counted</source>
        <translation>%1: glatt, daher werden nur Vorzeichenwechsel gezählt</translation>
    </message>
    <message>
        <source>The distribution of the weights</source>
        <translation>Die Verteilung der Gewichte</translation>
    </message>
    <message>
        <source>Initialise as</source>
        <translation>Initialisieren</translation>
    </message>
    <message>
        <source>Named initialisations: each is a law with σ_w and σ_b of its own</source>
        <translation>Benannte Initialisierungen: jede ein Gesetz mit eigenem σ_w und σ_b</translation>
    </message>
    <message>
        <source>The seed must be a whole number from 0 to 18446744073709551615, not “%1”.</source>
        <translation>Der Seed muss eine ganze Zahl von 0 bis 18446744073709551615 sein, nicht „%1“.</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::CurvatureView</name>
    <message>
        <source>Curvature, length and Gauss-map length against layer</source>
        <translation>Krümmung, Länge und Gauß-Länge über der Schicht</translation>
    </message>
    <message>
        <source>curvature of h</source>
        <translation>Krümmung von h</translation>
    </message>
    <message>
        <source>turning a unit of length</source>
        <translation>Drehung je Längeneinheit</translation>
    </message>
    <message>
        <source>lengths of h</source>
        <translation>Längen von h</translation>
    </message>
    <message>
        <source>length, angle</source>
        <translation>Länge, Winkel</translation>
    </message>
    <message>
        <source>length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Gauss map</source>
        <translation>Gauß-Abbildung</translation>
    </message>
    <message>
        <source>turning angle</source>
        <translation>Drehwinkel</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>Turning angles are found by the exact method alone: this curve was sampled.</source>
        <translation>Drehwinkel liefert nur das exakte Verfahren: Diese Kurve wurde abgetastet.</translation>
    </message>
    <message>
        <source>computing</source>
        <translation>wird berechnet</translation>
    </message>
    <message>
        <source>What is shown is of the setting before.</source>
        <translation>Gezeigt wird noch die vorige Einstellung.</translation>
    </message>
    <message>
        <source>of h</source>
        <translation>von h</translation>
    </message>
    <message>
        <source>Of the pre-activations, with their velocity and acceleration carried through the network. The Gauss-map length is how far the tangent turns, in radians; the curvature is averaged over the length.</source>
        <translation>Der Präaktivierungen, deren Geschwindigkeit und Beschleunigung durch das Netz mitgeführt werden. Die Gauß-Länge sagt, wie weit sich die Tangente dreht, im Bogenmaß; die Krümmung ist über die Länge gemittelt.</translation>
    </message>
    <message>
        <source>kinks</source>
        <translation>Knicke</translation>
    </message>
    <message>
        <source>The angle by which the tangent of z turns at the kinks of its pieces, summed over the exact curve. A neuron turns it by about 1/√k, so the sum grows with the root of the width.</source>
        <translation>Der Winkel, um den sich die Tangente von z an den Knicken ihrer Stücke dreht, über die exakte Kurve summiert. Ein Neuron dreht sie um etwa 1/√k, die Summe wächst also mit der Wurzel der Breite.</translation>
    </message>
    <message>
        <source>no law of curvature</source>
        <translation>kein Krümmungsgesetz</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>Krümmung</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>One of the two bends in kinks, the other smoothly: their figures do not compare.</source>
        <translation>Das eine knickt, das andere biegt sich glatt: Ihre Werte sind nicht vergleichbar.</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::DataPicker</name>
    <message>
        <source>End points from data</source>
        <translation>Endpunkte aus Daten</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>The data set</source>
        <translation>Der Datensatz</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Escape); the end points stay</source>
        <translation>Schließen (Esc); die Endpunkte bleiben</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>The start becomes the end</source>
        <translation>Der Anfang wird zum Ende</translation>
    </message>
    <message>
        <source>Another pair</source>
        <translation>Anderes Paar</translation>
    </message>
    <message>
        <source>Two points of different classes, at random</source>
        <translation>Zwei zufällige Punkte verschiedener Klassen</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>Daten öffnen</translation>
    </message>
    <message>
        <source>Images and tables (*ubyte *ubyte.gz *.idx *.bin *.csv *.tsv *.txt *.csv.gz *.tsv.gz);;All files (*)</source>
        <translation>Bilder und Tabellen (*ubyte *ubyte.gz *.idx *.bin *.csv *.tsv *.txt *.csv.gz *.tsv.gz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The points of %1 have 2 numbers; the input dimension of this network is %2.</source>
        <translation>Die Punkte von %1 haben 2 Zahlen; die Eingabedimension dieses Netzes ist %2.</translation>
    </message>
    <message>
        <source>Reading the data…</source>
        <translation>Daten werden gelesen …</translation>
    </message>
    <message>
        <source>The points of %1 have two numbers: the plane of the curve is their space, and they stand in the view of the plane.</source>
        <translation>Die Punkte von %1 haben zwei Zahlen: Die Ebene der Kurve ist ihr Raum, und sie stehen in der Ansicht der Ebene.</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::DichotomiesView</name>
    <message>
        <source>Labelings against the layers above the one that moves</source>
        <translation>Dichotomien über der Zahl der Schichten oberhalb der bewegten</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>counted %1 of %2</source>
        <translation>%1 von %2 gezählt</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>, noch %1</translation>
    </message>
    <message>
        <source>Every layer moves once in each draw.</source>
        <translation>Jede Schicht bewegt sich einmal in jeder Ziehung.</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>A labeling counts when it was met on the way round. What flips and flips back between two neighbouring positions is missed.</source>
        <translation>Eine Dichotomie zählt, wenn sie unterwegs vorkam. Was zwischen zwei Nachbarstellen hin- und zurückkippt, wird übersehen.</translation>
    </message>
    <message>
        <source>sampled</source>
        <translation>abgetastet</translation>
    </message>
    <message>
        <source>%1 to %2 positions of a layer on its way round: more where labels change often, and closer together until at most one label changes between two of them.</source>
        <translation>%1 bis %2 Stellungen einer Schicht auf ihrem Umlauf: mehr, wo Labels oft wechseln, und so dicht, bis zwischen zweien höchstens ein Label wechselt.</translation>
    </message>
    <message>
        <source>coarsely sampled</source>
        <translation>grob abgetastet</translation>
    </message>
    <message>
        <source>Some layers would need more than %1 positions.</source>
        <translation>Manche Schichten bräuchten mehr als %1 Stellungen.</translation>
    </message>
    <message>
        <source>layers above the one that moves</source>
        <translation>Schichten oberhalb der bewegten</translation>
    </message>
    <message>
        <source>labelings of %1 inputs</source>
        <translation>Dichotomien von %1 Eingaben</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>this draw</source>
        <translation>diese Ziehung</translation>
    </message>
    <message>
        <source>range of %1 draws</source>
        <translation>Spanne von %1 Ziehungen</translation>
    </message>
    <message>
        <source>× %1 a layer</source>
        <translation>× %1 je Schicht</translation>
    </message>
    <message>
        <source>layer %1 moves, %2 above
%3 labelings</source>
        <translation>Schicht %1 bewegt sich, %2 darüber
%3 Dichotomien</translation>
    </message>
    <message>
        <source> (%1 to %2)</source>
        <translation> (%1 bis %2)</translation>
    </message>
    <message>
        <source>This network is too large to count.</source>
        <translation>Dieses Netz ist zum Zählen zu groß.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>Dichotomies</source>
        <translation>Dichotomien</translation>
    </message>
    <message>
        <source>%1 inputs</source>
        <translation>%1 Eingaben</translation>
    </message>
    <message>
        <source>Number of inputs that are labeled</source>
        <translation>Zahl der Eingaben, die ein Label bekommen</translation>
    </message>
    <message>
        <source>This draw alone</source>
        <translation>Nur diese Ziehung</translation>
    </message>
    <message>
        <source>Mean and range of %1 draws</source>
        <translation>Mittelwert und Spanne von %1 Ziehungen</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::EndSlot</name>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>End of the curve</source>
        <translation>Ende der Kurve</translation>
    </message>
    <message>
        <source>Start of the curve</source>
        <translation>Anfang der Kurve</translation>
    </message>
    <message>
        <source>The end, x1: click, then choose its picture below</source>
        <translation>Das Ende, x1: anklicken, dann unten sein Bild wählen</translation>
    </message>
    <message>
        <source>The start, x0: click, then choose its picture below</source>
        <translation>Der Anfang, x0: anklicken, dann unten sein Bild wählen</translation>
    </message>
    <message>
        <source>point %1</source>
        <translation>Punkt %1</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::ExperimentTools</name>
    <message>
        <source>One layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Normalising</source>
        <translation>Norm</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Run the experiment: %1</source>
        <translation>Experiment ausführen: %1</translation>
    </message>
    <message>
        <source>Stop; the lines of the trainings that are done stay</source>
        <translation>Anhalten; die Linien der fertigen Trainings bleiben</translation>
    </message>
    <message>
        <source>1 repeat</source>
        <translation>1 Wiederholung</translation>
    </message>
    <message>
        <source>%1 repeats</source>
        <translation>%1 Wiederholungen</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::ExperimentView</name>
    <message>
        <source>One layer learns</source>
        <translation>Eine Schicht lernt</translation>
    </message>
    <message>
        <source>Noise in a layer</source>
        <translation>Rauschen in einer Schicht</translation>
    </message>
    <message>
        <source>Length in training</source>
        <translation>Länge im Training</translation>
    </message>
    <message>
        <source>Normalisations</source>
        <translation>Normierungen</translation>
    </message>
    <message>
        <source>Experiments on trained networks</source>
        <translation>Experimente an trainierten Netzen</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>Experimente</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 of %2 trainings are done.</source>
        <translation>%1 von %2 Trainings sind fertig.</translation>
    </message>
    <message>
        <source>stopped after %1 of %2</source>
        <translation>nach %1 von %2 angehalten</translation>
    </message>
    <message>
        <source>The lines are those of the trainings that were done.</source>
        <translation>Die Linien sind die der fertigen Trainings.</translation>
    </message>
    <message>
        <source>%1 repeats</source>
        <translation>%1 Wiederholungen</translation>
    </message>
    <message>
        <source>Each line is the mean over so many draws of the network, the band one standard deviation.</source>
        <translation>Jede Linie ist der Mittelwert über so viele Ziehungen des Netzes, das Band eine Standardabweichung.</translation>
    </message>
    <message>
        <source>%1 diverged</source>
        <translation>%1 divergiert</translation>
    </message>
    <message>
        <source>The loss of these trainings became no number; they are left out. A smaller learning rate helps.</source>
        <translation>Der Verlust dieser Trainings wurde zu keiner Zahl; sie fehlen. Eine kleinere Lernrate hilft.</translation>
    </message>
    <message>
        <source>%1, %2 %3: %4</source>
        <translation>%1, %2 %3: %4</translation>
    </message>
    <message>
        <source>The first trainings are under way.</source>
        <translation>Die ersten Trainings laufen.</translation>
    </message>
    <message>
        <source>One button each: what trained networks do to their layers.</source>
        <translation>Je eine Taste: was Training mit den Schichten macht.</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>The networks of these lines are not those of the setting on view, but of %1. Start the experiment anew for those on view.</source>
        <translation>Die Netze dieser Linien sind nicht die der angezeigten Einstellung, sondern die von %1. Für die angezeigten ist das Experiment neu zu starten.</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::ExportDialog</name>
    <message>
        <source>Export figure</source>
        <translation>Abbildung exportieren</translation>
    </message>
    <message>
        <source>Computing at full quality…</source>
        <translation>Wird in voller Güte berechnet …</translation>
    </message>
    <message>
        <source>Computing the regions…</source>
        <translation>Gebiete werden berechnet …</translation>
    </message>
    <message>
        <source>Drawing the networks…</source>
        <translation>Netze werden gezogen …</translation>
    </message>
    <message>
        <source>Counting labelings, %1 of %2…</source>
        <translation>Dichotomien werden gezählt, %1 von %2 …</translation>
    </message>
    <message>
        <source>Counting labelings…</source>
        <translation>Dichotomien werden gezählt …</translation>
    </message>
    <message>
        <source>Studying the layers…</source>
        <translation>Schichten werden untersucht …</translation>
    </message>
    <message>
        <source>the middle one</source>
        <translation>die mittlere</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>die letzte</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>A part of the plane is a0, b0, a1, b1 with a0 below a1 and b0 below b1, such as -3, -3, 3, 3.</source>
        <translation>Ein Ausschnitt der Ebene ist a0, b0, a1, b1 mit a0 kleiner als a1 und b0 kleiner als b1, etwa -3, -3, 3, 3.</translation>
    </message>
    <message>
        <source>No network was trained: start a training in its view.</source>
        <translation>Es wurde kein Netz trainiert: Beginnen Sie ein Training in seiner Ansicht.</translation>
    </message>
    <message>
        <source>No network was trained</source>
        <translation>Kein Netz wurde trainiert</translation>
    </message>
    <message>
        <source>The figure is being computed</source>
        <translation>Die Abbildung wird berechnet</translation>
    </message>
    <message>
        <source>%1: no picture to preview</source>
        <translation>%1: kein Bild als Vorschau</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>Abbildung speichern</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 gibt es schon.</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Copied as a picture and as SVG.</source>
        <translation>Als Bild und als SVG kopiert.</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>Light, for print</source>
        <translation>Hell, für den Druck</translation>
    </message>
    <message>
        <source>As shown</source>
        <translation>Wie gezeigt</translation>
    </message>
    <message>
        <source>One scale for all layers</source>
        <translation>Eine Skala für alle Schichten</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>The figure on the clipboard, as a picture and as SVG</source>
        <translation>Die Abbildung in die Zwischenablage, als Bild und als SVG</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Abbildung</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>The file needs a name.</source>
        <translation>Die Datei braucht einen Namen.</translation>
    </message>
    <message>
        <source>Pinned states beside the images</source>
        <translation>Angeheftete Zustände neben den Bildern</translation>
    </message>
    <message>
        <source>Text as outlines</source>
        <translation>Text als Umrisse</translation>
    </message>
    <message>
        <source>SVG alone: it looks the same where Inter and STIX are not installed</source>
        <translation>Nur SVG: Sie sieht auch dort gleich aus, wo Inter und STIX nicht installiert sind</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::FamilyTools</name>
    <message>
        <source>Draws of each</source>
        <translation>Ziehungen von jedem</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <source>draws</source>
        <translation>Ziehungen</translation>
    </message>
    <message>
        <source>Widths: </source>
        <translation>Breiten: </translation>
    </message>
    <message>
        <source>Draws must be a whole number from 1 to %1.</source>
        <translation>Ziehungen müssen eine ganze Zahl von 1 bis %1 sein.</translation>
    </message>
    <message>
        <source>Widths k, such as “16, 64, 256” or “16:64:16”</source>
        <translation>Breiten k, etwa „16, 64, 256“ oder „16:64:16“</translation>
    </message>
    <message>
        <source>σ_w, such as “1, 2, 4” or “0.5:4:0.5”</source>
        <translation>σ_w, etwa „1, 2, 4“ oder „0.5:4:0.5“</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::FamilyView</name>
    <message>
        <source>Networks of several widths and scales beside each other</source>
        <translation>Netze mehrerer Breiten und Skalen nebeneinander</translation>
    </message>
    <message>
        <source>no family</source>
        <translation>keine Familie</translation>
    </message>
    <message>
        <source>%1 draws each</source>
        <translation>je %1 Ziehungen</translation>
    </message>
    <message>
        <source>Each line is the mean over so many draws of the network and of the end points.</source>
        <translation>Jede Linie ist der Mittelwert über so viele Ziehungen des Netzes und der Endpunkte.</translation>
    </message>
    <message>
        <source>%1 of %2 draws</source>
        <translation>%1 von %2 Ziehungen</translation>
    </message>
    <message>
        <source>The lines settle as draws come in.</source>
        <translation>Die Linien beruhigen sich mit jeder Ziehung.</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::Gallery</name>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>Search figures and tours</source>
        <translation>Abbildungen und Touren suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Tours</source>
        <translation>Touren</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::GradientsView</name>
    <message>
        <source>singular values of dz/dx</source>
        <translation>Singulärwerte von dz/dx</translation>
    </message>
    <message>
        <source>middle 80 %</source>
        <translation>mittlere 80 %</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>kleinster</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>größter</translation>
    </message>
    <message>
        <source>Singular values of the Jacobian and growth of gradients</source>
        <translation>Singulärwerte der Jacobi-Matrix und Wachstum der Gradienten</translation>
    </message>
    <message>
        <source>mean square stretch</source>
        <translation>mittlere quadratische Streckung</translation>
    </message>
    <message>
        <source>
%1 of %2 are not 0</source>
        <translation>
%1 von %2 sind nicht 0</translation>
    </message>
    <message>
        <source>Singular values are found in networks of at most 256 neurons a layer.</source>
        <translation>Singulärwerte gibt es für Netze mit höchstens 256 Neuronen je Schicht.</translation>
    </message>
    <message>
        <source>of dz/dx</source>
        <translation>von dz/dx</translation>
    </message>
    <message>
        <source>The Jacobian from the input to each layer. Singular values: geometric means over %1 points of the curve, those that are not 0, resolved far below the rounding of the largest one. Mean square stretch: over %2 points and %3 directions of the input; without a bend it would be the square of the curve&apos;s growth. Gradients on their way back grow by the same factors.</source>
        <translation>Die Jacobi-Matrix von der Eingabe zu jeder Schicht. Singulärwerte: geometrische Mittel über %1 Punkte der Kurve, nur die von 0 verschiedenen, weit unterhalb der Rundung des größten aufgelöst. Mittlere quadratische Streckung: über %2 Punkte und %3 Richtungen der Eingabe; ohne Krümmung wäre sie das Quadrat des Wachstums der Kurve. Gradienten wachsen auf dem Rückweg um dieselben Faktoren.</translation>
    </message>
    <message>
        <source>rank %1 of %2</source>
        <translation>Rang %1 von %2</translation>
    </message>
    <message>
        <source>In the last layer, on average over the curve: behind neurons in flat regions the other singular values are 0.</source>
        <translation>In der letzten Schicht, im Mittel über die Kurve: Hinter Neuronen in flachen Bereichen sind die übrigen Singulärwerte 0.</translation>
    </message>
    <message>
        <source>no law</source>
        <translation>kein Gesetz</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::GridToolbar</name>
    <message>
        <source>PCA 2-D</source>
        <translation>PCA 2-D</translation>
    </message>
    <message>
        <source>PCA 3-D</source>
        <translation>PCA 3-D</translation>
    </message>
    <message>
        <source>neurons</source>
        <translation>Neuronen</translation>
    </message>
    <message>
        <source>plane</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>own scale</source>
        <translation>eigene Skala</translation>
    </message>
    <message>
        <source>common</source>
        <translation>gleiche</translation>
    </message>
    <message>
        <source>The first two principal components of each image</source>
        <translation>Die ersten zwei Hauptkomponenten jedes Bildes</translation>
    </message>
    <message>
        <source>The first three principal components: open a layer and turn it with the mouse</source>
        <translation>Die ersten drei Hauptkomponenten: eine Schicht öffnen und mit der Maus drehen</translation>
    </message>
    <message>
        <source>The values of two or three neurons</source>
        <translation>Die Werte von zwei oder drei Neuronen</translation>
    </message>
    <message>
        <source>The same random plane in every frame</source>
        <translation>Dieselbe zufällige Ebene in jedem Bild</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>Neuronen</translation>
    </message>
    <message>
        <source>Two or three neurons, counted from 0: “0, 1”</source>
        <translation>Zwei oder drei Neuronen, ab 0 gezählt: „0, 1“</translation>
    </message>
    <message>
        <source>z = φ(h): after the activation</source>
        <translation>z = φ(h): nach der Aktivierung</translation>
    </message>
    <message>
        <source>h = W z + b: before the activation</source>
        <translation>h = W z + b: vor der Aktivierung</translation>
    </message>
    <message>
        <source>Each image fills its tile</source>
        <translation>Jedes Bild füllt seine Kachel</translation>
    </message>
    <message>
        <source>One scale for all tiles: growth and collapse are seen</source>
        <translation>Eine Skala für alle Kacheln: Wachsen und Schrumpfen werden sichtbar</translation>
    </message>
    <message>
        <source>Name two or three neurons by whole numbers from 0 on, such as “0, 1”, not “%1”.</source>
        <translation>Nennen Sie zwei oder drei Neuronen durch ganze Zahlen ab 0, etwa „0, 1“, nicht „%1“.</translation>
    </message>
    <message>
        <source>overlay</source>
        <translation>überlagert</translation>
    </message>
    <message>
        <source>side by side</source>
        <translation>nebeneinander</translation>
    </message>
    <message>
        <source>Pinned states</source>
        <translation>Angeheftete Zustände</translation>
    </message>
    <message>
        <source>Pinned states as thin lines beneath the images (S)</source>
        <translation>Angeheftete Zustände als dünne Linien unter den Bildern (S)</translation>
    </message>
    <message>
        <source>Pinned states in images of their own beside them (S)</source>
        <translation>Angeheftete Zustände in eigenen Bildern daneben (S)</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::HeaderBar</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Open a session, a network of your own or a figure (Ctrl+O), save the session (Ctrl+S), copy a link</source>
        <translation>Eine Sitzung, ein eigenes Netz oder eine Abbildung öffnen (Strg+O), die Sitzung speichern (Strg+S), einen Link kopieren</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>Figures of the literature, and tours (G)</source>
        <translation>Abbildungen der Literatur und Touren (G)</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Watch the network learn</source>
        <translation>Dem Netz beim Lernen zusehen</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Wiederholen (Strg+Umschalt+Z)</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Keep what is on view beside what comes: up to four (P)</source>
        <translation>Den jetzigen Stand zum Vergleich anheften: bis zu vier (P)</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Which views are shown</source>
        <translation>Welche Ansichten gezeigt werden</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Präsentieren</translation>
    </message>
    <message>
        <source>Full screen in large type (F11), tours, animations</source>
        <translation>Vollbild in großer Schrift (F11), Touren, Animationen</translation>
    </message>
    <message>
        <source>Light or dark (Ctrl+T)</source>
        <translation>Hell oder dunkel (Strg+T)</translation>
    </message>
    <message>
        <source>Help (F1), keys (?), What&apos;s This (Shift+F1)</source>
        <translation>Hilfe (F1), Tasten (?), Direkthilfe (Umschalt+F1), Sprache</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>As PNG, SVG, PDF or numbers (Ctrl+E)</source>
        <translation>Als PNG, SVG, PDF oder Zahlen (Strg+E)</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::HelpWindow</name>
    <message>
        <source>Copy BibTeX</source>
        <translation>BibTeX kopieren</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>The topic</source>
        <translation>Das Thema</translation>
    </message>
    <message>
        <source>The sources of this topic as BibTeX entries, on the clipboard</source>
        <translation>Die Quellen dieses Themas als BibTeX-Einträge in die Zwischenablage</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Formula and source</source>
        <translation>Formel und Quelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::LengthView</name>
    <message>
        <source>Length against layer</source>
        <translation>Länge über der Schicht</translation>
    </message>
    <message>
        <source>mean of the draws</source>
        <translation>Mittel der Ziehungen</translation>
    </message>
    <message>
        <source>[R17] scaling, O(·)</source>
        <translation>Skalierung [R17], O(·)</translation>
    </message>
    <message>
        <source>infinite width</source>
        <translation>unendliche Breite</translation>
    </message>
    <message>
        <source>exact mean</source>
        <translation>exakter Mittelwert</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>length of the image</source>
        <translation>Länge des Bildes</translation>
    </message>
    <message>
        <source>growth per layer</source>
        <translation>Wachstum je Schicht</translation>
    </message>
    <message>
        <source>layer %1: × %2</source>
        <translation>Schicht %1: × %2</translation>
    </message>
    <message>
        <source>mean × %1</source>
        <translation>Mittel × %1</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>%1 draws, 5–95 %</source>
        <translation>%1 Ziehungen, 5–95 %</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::MainWindow</name>
    <message>
        <source>Nothing to export yet.</source>
        <translation>Noch nichts zu exportieren.</translation>
    </message>
    <message>
        <source>Default arrangement</source>
        <translation>Vorgegebene Anordnung</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>In training</source>
        <translation>Im Training</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>Experimente</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Transitions</source>
        <translation>Übergänge</translation>
    </message>
    <message>
        <source>Running total</source>
        <translation>Laufende Summe</translation>
    </message>
    <message>
        <source>Against length</source>
        <translation>Gegen Länge</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Maps</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>Families</source>
        <translation>Familien</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>Prior</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>leeren</translation>
    </message>
    <message>
        <source>Remove all data points</source>
        <translation>Alle Datenpunkte entfernen</translation>
    </message>
    <message>
        <source>Dichotomies</source>
        <translation>Dichotomien</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>Krümmung</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>Help on every view and symbol	F1</source>
        <translation>Hilfe zu allen Ansichten und Symbolen	F1</translation>
    </message>
    <message>
        <source>What&apos;s This?	Shift+F1</source>
        <translation>Direkthilfe	Umschalt+F1</translation>
    </message>
    <message>
        <source>All keys	?</source>
        <translation>Alle Tasten	?</translation>
    </message>
    <message>
        <source>How to cite</source>
        <translation>Zitieren</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The window has this language from its next start on.</source>
        <translation>Das Fenster hat diese Sprache ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>A tour</source>
        <translation>Eine Tour</translation>
    </message>
    <message>
        <source>Open tour</source>
        <translation>Tour öffnen</translation>
    </message>
    <message>
        <source>Tours (*.arctour);;All files (*)</source>
        <translation>Touren (*.arctour);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Edit this tour…</source>
        <translation>Diese Tour bearbeiten …</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>Tour beenden</translation>
    </message>
    <message>
        <source>End the presentation	F11</source>
        <translation>Präsentation beenden	F11</translation>
    </message>
    <message>
        <source>Present full screen	F11</source>
        <translation>Im Vollbild präsentieren	F11</translation>
    </message>
    <message>
        <source>On screen</source>
        <translation>Auf Bildschirm</translation>
    </message>
    <message>
        <source>%1, %2 × %3</source>
        <translation>%1, %2 × %3</translation>
    </message>
    <message>
        <source>Colours of the presentation</source>
        <translation>Farben der Präsentation</translation>
    </message>
    <message>
        <source>As the window</source>
        <translation>Wie das Fenster</translation>
    </message>
    <message>
        <source>Projector: strong contrast, thick lines</source>
        <translation>Projektor: starker Kontrast, dicke Linien</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Print: white ground</source>
        <translation>Druck: weißer Grund</translation>
    </message>
    <message>
        <source>Controls shown</source>
        <translation>Gezeigte Bedienelemente</translation>
    </message>
    <message>
        <source>Animate…	A</source>
        <translation>Animieren …	A</translation>
    </message>
    <message>
        <source>Open tour…</source>
        <translation>Tour öffnen …</translation>
    </message>
    <message>
        <source>Record a tour…</source>
        <translation>Tour aufzeichnen …</translation>
    </message>
    <message>
        <source>%1 made room: at most %2 states are pinned. Undo brings it back.</source>
        <translation>%1 machte Platz: Höchstens %2 Zustände sind angeheftet. Rückgängig holt ihn zurück.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>The session was written to %1.</source>
        <translation>Die Sitzung wurde in %1 geschrieben.</translation>
    </message>
    <message>
        <source>The link is on the clipboard: paste it here, or start arcscope with it.</source>
        <translation>Der Link ist in der Zwischenablage: Fügen Sie ihn hier ein oder starten Sie arcscope damit.</translation>
    </message>
    <message>
        <source>The link is on the clipboard, without the pinned states: a session holds them.</source>
        <translation>Der Link ist in der Zwischenablage, ohne die angehefteten Zustände: Die enthält nur eine Sitzung.</translation>
    </message>
    <message>
        <source>The session on the clipboard: %1.</source>
        <translation>Die Sitzung in der Zwischenablage: %1.</translation>
    </message>
    <message>
        <source>Open…	Ctrl+O</source>
        <translation>Öffnen …	Strg+O</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Save session	Ctrl+S</source>
        <translation>Sitzung speichern	Strg+S</translation>
    </message>
    <message>
        <source>Save session as…	Ctrl+Shift+S</source>
        <translation>Sitzung speichern unter …	Strg+Umschalt+S</translation>
    </message>
    <message>
        <source>Copy link	Ctrl+L</source>
        <translation>Link kopieren	Strg+L</translation>
    </message>
    <message>
        <source>Paste link or setting	Ctrl+V</source>
        <translation>Link oder Einstellung einfügen	Strg+V</translation>
    </message>
    <message>
        <source>The window cannot come back as it was left: %1.</source>
        <translation>Das Fenster kann nicht so zurückkehren, wie es verlassen wurde: %1.</translation>
    </message>
    <message>
        <source>Start trains this network on %1.</source>
        <translation>„Start“ trainiert dieses Netz mit %1.</translation>
    </message>
    <message>
        <source>The network was written to %1.</source>
        <translation>Das Netz wurde in %1 geschrieben.</translation>
    </message>
    <message>
        <source>Reset training</source>
        <translation>Training zurücksetzen</translation>
    </message>
    <message>
        <source>Forget what was learned in %1 steps?</source>
        <translation>Vergessen, was in %1 Schritten gelernt wurde?</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Save network</source>
        <translation>Netz speichern</translation>
    </message>
    <message>
        <source>Networks (*.safetensors);;All files (*)</source>
        <translation>Netze (*.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>Daten öffnen</translation>
    </message>
    <message>
        <source>Images and points (*ubyte* *.gz *.bin *.csv *.tsv *.txt);;All files (*)</source>
        <translation>Bilder und Punkte (*ubyte* *.gz *.bin *.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>How the window is left cannot be kept: %1.</source>
        <translation>Wie das Fenster verlassen wird, lässt sich nicht aufbewahren: %1.</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source> It is kept as %1.</source>
        <translation> Sie liegt jetzt unter %1.</translation>
    </message>
    <message>
        <source>Back to the start-up state</source>
        <translation>Zurück zum Anfangszustand</translation>
    </message>
    <message>
        <source>The networks beside each other are still being computed.</source>
        <translation>Die Netze nebeneinander werden noch berechnet.</translation>
    </message>
    <message>
        <source>The window is as it was before the tour. Undo brings back where the tour was left.</source>
        <translation>Das Fenster ist wie vor der Tour. Rückgängig bringt zurück, wo die Tour verlassen wurde.</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>The shared t</source>
        <translation>Das gemeinsame t</translation>
    </message>
    <message>
        <source>The pinned states</source>
        <translation>Die angehefteten Zustände</translation>
    </message>
    <message>
        <source>Image of layer %1</source>
        <translation>Bild der Schicht %1</translation>
    </message>
    <message>
        <source>View: %1</source>
        <translation>Ansicht: %1</translation>
    </message>
    <message>
        <source>Control: %1</source>
        <translation>Regler: %1</translation>
    </message>
    <message>
        <source>%1 is this state: it is pinned already.</source>
        <translation>%1 ist dieser Zustand: Er ist schon angeheftet.</translation>
    </message>
    <message>
        <source>Sessions, tours, networks, figures (*.arcscope *.arctour *.safetensors *.png *.svg *.pdf *.csv *.json);;All files (*)</source>
        <translation>Sitzungen, Touren, Netze, Abbildungen (*.arcscope *.arctour *.safetensors *.png *.svg *.pdf *.csv *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The presentation is frozen: the audience sees what was there. F lets it go on.</source>
        <translation>Die Präsentation steht still: Das Publikum sieht, was zuvor zu sehen war. F lässt sie weitergehen.</translation>
    </message>
    <message>
        <source>The presentation follows again.</source>
        <translation>Die Präsentation folgt wieder.</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::MapsView</name>
    <message>
        <source>%1 of a layer</source>
        <translation>%1 einer Schicht</translation>
    </message>
    <message>
        <source>%1 of the next layer</source>
        <translation>%1 der nächsten Schicht</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Maps of length and correlation from layer to layer</source>
        <translation>Abbildungen von Länge und Korrelation von Schicht zu Schicht</translation>
    </message>
    <message>
        <source>no map</source>
        <translation>keine Abbildung</translation>
    </message>
    <message>
        <source>A loaded network is no random draw.</source>
        <translation>Ein geladenes Netz ist keine zufällige Ziehung.</translation>
    </message>
    <message>
        <source>no fixed point</source>
        <translation>kein Fixpunkt</translation>
    </message>
    <message>
        <source>closed curve</source>
        <translation>geschlossene Kurve</translation>
    </message>
    <message>
        <source>Its ends are one point: c is 1 in every layer. An arc has two ends.</source>
        <translation>Ihre Enden sind ein Punkt: c ist 1 in jeder Schicht. Ein Bogen hat zwei Enden.</translation>
    </message>
    <message>
        <source>layer %1: %2 → %3</source>
        <translation>Schicht %1: %2 → %3</translation>
    </message>
    <message>
        <source>No correlation map without a fixed point q*.</source>
        <translation>Keine Korrelationsabbildung ohne Fixpunkt q*.</translation>
    </message>
    <message>
        <source>A network that was loaded or trained is no random draw: it has no map.</source>
        <translation>Ein geladenes oder trainiertes Netz ist keine zufällige Ziehung: Es hat keine Abbildung.</translation>
    </message>
    <message>
        <source>Maps from layer to layer</source>
        <translation>Abbildungen von Schicht zu Schicht</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::ParameterControl</name>
    <message>
        <source>Play %1</source>
        <translation>%1 abspielen</translation>
    </message>
    <message>
        <source>Sweep %1 (right click: once, loop, back and forth)</source>
        <translation>%1 durchlaufen (Rechtsklick: einmal, in Schleife, hin und her)</translation>
    </message>
    <message>
        <source>%1 must be a %2 from %3 to %4, not “%5”.</source>
        <translation>%1 muss eine %2 von %3 bis %4 sein, nicht „%5“.</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Sweep once</source>
        <translation>Einmal durchlaufen</translation>
    </message>
    <message>
        <source>Sweep in a loop</source>
        <translation>In Schleife durchlaufen</translation>
    </message>
    <message>
        <source>Sweep back and forth</source>
        <translation>Hin und her durchlaufen</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Vorgabe: %1</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::PathStrip</name>
    <message>
        <source>Points along the curve</source>
        <translation>Punkte entlang der Kurve</translation>
    </message>
    <message>
        <source>What the network is shown on the way</source>
        <translation>Was dem Netz unterwegs gezeigt wird</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::PatternRaster</name>
    <message>
        <source>Activation pattern of the selected layer</source>
        <translation>Aktivierungsmuster der gewählten Schicht</translation>
    </message>
    <message>
        <source>Activation pattern, layer %1</source>
        <translation>Muster der Schicht %1</translation>
    </message>
    <message>
        <source>Activation pattern</source>
        <translation>Aktivierungsmuster</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>Vorzeichen</translation>
    </message>
    <message>
        <source>A smooth activation has no linear regions: the sign of h is shown.</source>
        <translation>Eine glatte Aktivierung hat keine linearen Gebiete: Gezeigt wird das Vorzeichen von h.</translation>
    </message>
    <message>
        <source>%1 constant</source>
        <translation>%1 konstant</translation>
    </message>
    <message>
        <source>Neurons whose value does not change along the curve.</source>
        <translation>Neuronen, deren Wert sich entlang der Kurve nicht ändert.</translation>
    </message>
    <message>
        <source>%1 saturated</source>
        <translation>%1 gesättigt</translation>
    </message>
    <message>
        <source>Share of neurons and samples in a flat region of the activation.</source>
        <translation>Anteil der Neuronen und Stichproben in einem flachen Bereich der Aktivierung.</translation>
    </message>
    <message>
        <source>No pattern is kept of this layer.</source>
        <translation>Von dieser Schicht ist kein Muster gespeichert.</translation>
    </message>
    <message>
        <source>h &gt; 0</source>
        <translation>h &gt; 0</translation>
    </message>
    <message>
        <source>h ≤ 0</source>
        <translation>h ≤ 0</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>Gebiet %1</translation>
    </message>
    <message>
        <source>neuron %1, t = %2, %3</source>
        <translation>Neuron %1, t = %2, %3</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::PhaseTools</name>
    <message>
        <source>What the phase diagram shows</source>
        <translation>Was das Phasendiagramm zeigt</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::PhaseView</name>
    <message>
        <source>Phase diagram</source>
        <translation>Phasendiagramm</translation>
    </message>
    <message>
        <source>random networks</source>
        <translation>Zufallsnetze</translation>
    </message>
    <message>
        <source>The network was loaded: it has no sigma of its own.</source>
        <translation>Das Netz wurde geladen: Es hat kein eigenes Sigma.</translation>
    </message>
    <message>
        <source>one draw a point</source>
        <translation>je Punkt eine Ziehung</translation>
    </message>
    <message>
        <source>Networks of this width and depth, drawn and measured; the line is that of infinite width.</source>
        <translation>Netze dieser Breite und Tiefe, gezogen und gemessen; die Linie ist die der unendlichen Breite.</translation>
    </message>
    <message>
        <source>infinite width</source>
        <translation>unendliche Breite</translation>
    </message>
    <message>
        <source>Mean field theory: what holds in the limit of wide layers, for independent weights.</source>
        <translation>Mean-Field-Theorie: was im Grenzfall breiter Schichten für unabhängige Gewichte gilt.</translation>
    </message>
    <message>
        <source>growing</source>
        <translation>wachsend</translation>
    </message>
    <message>
        <source>shrinking</source>
        <translation>schrumpfend</translation>
    </message>
    <message>
        <source>chaotic</source>
        <translation>chaotisch</translation>
    </message>
    <message>
        <source>ordered</source>
        <translation>geordnet</translation>
    </message>
    <message>
        <source>q grows without bound</source>
        <translation>q wächst unbeschränkt</translation>
    </message>
    <message>
        <source>χ₁ %1: %2</source>
        <translation>χ₁ %1: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>measured growth %1</source>
        <translation>gemessenes Wachstum %1</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::PinStrip</name>
    <message>
        <source>Pin %1</source>
        <translation>Merker %1</translation>
    </message>
    <message>
        <source>%1, pinned: the same as on view</source>
        <translation>%1, angeheftet: wie das Gezeigte</translation>
    </message>
    <message>
        <source>%1, pinned: %2</source>
        <translation>%1, angeheftet: %2</translation>
    </message>
    <message>
        <source>Go to it</source>
        <translation>Dorthin wechseln</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name of the pinned state</source>
        <translation>Name des angehefteten Zustands</translation>
    </message>
    <message>
        <source> (hidden)</source>
        <translation> (ausgeblendet)</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Einblenden</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::PlaneView</name>
    <message>
        <source>Plane of the trajectory</source>
        <translation>Ebene der Trajektorie</translation>
    </message>
    <message>
        <source>Where h = 0</source>
        <translation>Wo h = 0 ist</translation>
    </message>
    <message>
        <source>Linear regions of the plane</source>
        <translation>Lineare Gebiete der Ebene</translation>
    </message>
    <message>
        <source>no regions</source>
        <translation>keine Gebiete</translation>
    </message>
    <message>
        <source>too many regions</source>
        <translation>zu viele Gebiete</translation>
    </message>
    <message>
        <source>no classes</source>
        <translation>keine Klassen</translation>
    </message>
    <message>
        <source>A trained or loaded network with a read-out of several outputs answers classes, where its activation is piecewise linear and the regions of all its layers can be found.</source>
        <translation>Klassen antwortet ein trainiertes oder geladenes Netz, dessen Readout mehrere Ausgaben hat, wenn seine Aktivierung stückweise linear ist und die Gebiete aller Schichten sich bestimmen lassen.</translation>
    </message>
    <message>
        <source>layers %1 of %2</source>
        <translation>Sch. %1 von %2</translation>
    </message>
    <message>
        <source>layers %1</source>
        <translation>Sch. %1</translation>
    </message>
    <message>
        <source>Regions of the first %1 of %2 layers.</source>
        <translation>Gebiete der ersten %1 von %2 Schichten.</translation>
    </message>
    <message>
        <source>sampled</source>
        <translation>abgetastet</translation>
    </message>
    <message>
        <source>Lines where h = 0, for each neuron of layers %1, on a grid of %2 cells a side: details smaller than a cell are missed. A smooth activation has no linear regions.</source>
        <translation>Linien, auf denen h = 0 ist, für jedes Neuron der Schichten %1, auf einem Gitter von %2 Zellen je Seite: Was kleiner ist als eine Zelle, entgeht. Eine glatte Aktivierung hat keine linearen Gebiete.</translation>
    </message>
    <message>
        <source>%1 regions</source>
        <translation>%1 Gebiete</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>The boundaries are computed, not sampled: none is missing.</source>
        <translation>Die Grenzen sind berechnet, nicht abgetastet: Keine fehlt.</translation>
    </message>
    <message>
        <source>Press and draw a curve</source>
        <translation>Drücken und eine Kurve zeichnen</translation>
    </message>
    <message>
        <source>Click the corners, double click the last</source>
        <translation>Ecken anklicken, die letzte doppelt</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::PlotView</name>
    <message>
        <source>1 point left out</source>
        <translation>1 Punkt ausgelassen</translation>
    </message>
    <message>
        <source>%1 points left out</source>
        <translation>%1 Punkte ausgelassen</translation>
    </message>
    <message>
        <source>Values that are not finite, or not positive on a log axis, cannot be drawn.</source>
        <translation>Werte, die nicht endlich sind oder auf einer Log-Achse nicht positiv, lassen sich nicht zeichnen.</translation>
    </message>
    <message>
        <source>draws %1 of %2</source>
        <translation>Ziehung %1 von %2</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>, noch %1</translation>
    </message>
    <message>
        <source>The spread is that of the draws so far.</source>
        <translation>Die Streuung ist die der bisherigen Ziehungen.</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::PointGallery</name>
    <message>
        <source>Points of the data set</source>
        <translation>Punkte des Datensatzes</translation>
    </message>
    <message>
        <source>fewer</source>
        <translation>weniger</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>%1, training point %2</source>
        <translation>%1, Trainingspunkt %2</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::Presentation</name>
    <message>
        <source>Arcscope – presentation</source>
        <translation>Arcscope – Präsentation</translation>
    </message>
    <message>
        <source>%1    %2 layers</source>
        <translation>%1    %2 Schichten</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::PriorView</name>
    <message>
        <source>misses the data</source>
        <translation>verfehlt die Daten</translation>
    </message>
    <message>
        <source>By up to %1: the network&apos;s output hardly differs between these t.</source>
        <translation>Um bis zu %1: Die Ausgabe des Netzes unterscheidet sich zwischen diesen t kaum.</translation>
    </message>
    <message>
        <source>jitter</source>
        <translation>Jitter</translation>
    </message>
    <message>
        <source>The kernel hardly tells these data points apart: %1 was added to its diagonal.</source>
        <translation>Der Kern unterscheidet diese Datenpunkte kaum: %1 wurde auf seine Diagonale addiert.</translation>
    </message>
    <message>
        <source>%1 of %2 points not on view</source>
        <translation>%1 von %2 Punkten nicht sichtbar</translation>
    </message>
    <message>
        <source>Data outside of this stretch of t counts all the same.</source>
        <translation>Daten außerhalb dieses Abschnitts von t zählen trotzdem.</translation>
    </message>
    <message>
        <source>All layers trained by gradient flow on squared loss, to the end, at infinite width: the mean over initialisations. NNGP: random networks that happen to pass through the data.</source>
        <translation>Alle Schichten mit Gradientenfluss auf quadratischem Verlust bis zum Ende trainiert, bei unendlicher Breite: der Mittelwert über Initialisierungen. NNGP: zufällige Netze, die gerade durch die Daten gehen.</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>infinite width</source>
        <translation>unendliche Breite</translation>
    </message>
    <message>
        <source>other draws</source>
        <translation>andere Ziehungen</translation>
    </message>
    <message>
        <source>this network</source>
        <translation>dieses Netz</translation>
    </message>
    <message>
        <source>draws through the data</source>
        <translation>Ziehungen durch die Daten</translation>
    </message>
    <message>
        <source>NNGP mean</source>
        <translation>NNGP-Mittel</translation>
    </message>
    <message>
        <source>NTK mean</source>
        <translation>NTK-Mittel</translation>
    </message>
    <message>
        <source>no prior</source>
        <translation>kein Prior</translation>
    </message>
    <message>
        <source>draws overflow</source>
        <translation>Überlauf der Ziehungen</translation>
    </message>
    <message>
        <source>Read-outs leave the range of single precision.</source>
        <translation>Readouts verlassen den Bereich einfacher Genauigkeit.</translation>
    </message>
    <message>
        <source>too rough to draw</source>
        <translation>zu rau zum Zeichnen</translation>
    </message>
    <message>
        <source>The output turns faster than %1 points along t resolve: the lines are only samples. Zoom into a stretch of t.</source>
        <translation>Die Ausgabe wechselt schneller, als %1 Punkte entlang t auflösen: Die Linien sind nur Stichproben. Zoomen Sie in einen Abschnitt von t.</translation>
    </message>
    <message>
        <source>%1 of %2 draws</source>
        <translation>%1 von %2 Ziehungen</translation>
    </message>
    <message>
        <source>The others are being drawn.</source>
        <translation>Die übrigen werden gezogen.</translation>
    </message>
    <message>
        <source>The lines are linear read-outs of %1 networks of this width, the band is the limit of infinite width.</source>
        <translation>Die Linien sind lineare Readouts von %1 Netzen dieser Breite, das Band ist der Grenzfall unendlicher Breite.</translation>
    </message>
    <message>
        <source>Prior over functions along the curve</source>
        <translation>Prior über Funktionen entlang der Kurve</translation>
    </message>
    <message>
        <source>Prior over functions</source>
        <translation>Prior über Funktionen</translation>
    </message>
    <message>
        <source>Functions through the data</source>
        <translation>Funktionen durch die Daten</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>No prior: %1.</source>
        <translation>Kein Prior: %1.</translation>
    </message>
    <message>
        <source>infinite width: 0</source>
        <translation>unendliche Breite: 0</translation>
    </message>
    <message>
        <source>this network: %1</source>
        <translation>dieses Netz: %1</translation>
    </message>
    <message>
        <source>click to put a data point</source>
        <translation>Klick setzt einen Datenpunkt</translation>
    </message>
    <message>
        <source>before ±2σ</source>
        <translation>davor ±2σ</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::RegionFields</name>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>1 to </source>
        <translation>1 bis </translation>
    </message>
    <message>
        <source>Boundaries alone</source>
        <translation>Nur Grenzen</translation>
    </message>
    <message>
        <source>Pattern of one layer</source>
        <translation>Muster einer Schicht</translation>
    </message>
    <message>
        <source>Slope of the read-out</source>
        <translation>Steigung des Readouts</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Class that a loaded network answers</source>
        <translation>Klasse, die ein geladenes Netz antwortet</translation>
    </message>
    <message>
        <source>the whole curve</source>
        <translation>die ganze Kurve</translation>
    </message>
    <message>
        <source>a0, b0, a1, b1: two opposite corners. Empty: all of the curve.</source>
        <translation>a0, b0, a1, b1: zwei gegenüberliegende Ecken. Leer: die ganze Kurve.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Ausschnitt</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::RegionTools</name>
    <message>
        <source>lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>Steigung</translation>
    </message>
    <message>
        <source>area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>alle Schichten</translation>
    </message>
    <message>
        <source>What fills the regions</source>
        <translation>Was die Gebiete füllt</translation>
    </message>
    <message>
        <source>Boundaries alone</source>
        <translation>Nur Grenzen</translation>
    </message>
    <message>
        <source>A colour each pattern of the selected layer</source>
        <translation>Eine Farbe je Muster der gewählten Schicht</translation>
    </message>
    <message>
        <source>The slope of the read-out behind these layers</source>
        <translation>Die Steigung des Readouts hinter diesen Schichten</translation>
    </message>
    <message>
        <source>The area of each region, on a logarithmic scale</source>
        <translation>Die Fläche jedes Gebiets, auf logarithmischer Skala</translation>
    </message>
    <message>
        <source>The class that a trained or loaded network answers, and the boundary between classes</source>
        <translation>Die Klasse, die ein trainiertes oder geladenes Netz antwortet, und die Grenze zwischen Klassen</translation>
    </message>
    <message>
        <source>Layers that the regions are of</source>
        <translation>Schichten, zu denen die Gebiete gehören</translation>
    </message>
    <message>
        <source>Fill of the regions</source>
        <translation>Füllung der Gebiete</translation>
    </message>
    <message>
        <source>Layers of the regions</source>
        <translation>Schichten der Gebiete</translation>
    </message>
    <message>
        <source>Points of %1</source>
        <translation>Punkte von %1</translation>
    </message>
    <message>
        <source>Show the whole plane</source>
        <translation>Die ganze Ebene zeigen</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::ShortcutsOverlay</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::SimilarityView</name>
    <message>
        <source>Similarity of the images of each two layers</source>
        <translation>Ähnlichkeit der Bilder je zweier Schichten</translation>
    </message>
    <message>
        <source>SVCCA of %1</source>
        <translation>SVCCA von %1</translation>
    </message>
    <message>
        <source>Mean canonical correlation of the directions that hold 99 % of each image&apos;s variance, at %1 points of the curve. Of the two layers the one with fewer directions counts. Two unrelated images of as many directions as the last layer has, %2, would get about %3.</source>
        <translation>Mittlere kanonische Korrelation der Richtungen, die 99 % der Varianz jedes Bildes erfassen, an %1 Punkten der Kurve. Von den beiden Schichten zählt die mit weniger Richtungen. Zwei unabhängige Bilder mit so vielen Richtungen wie die letzte Schicht, %2, bekämen etwa %3.</translation>
    </message>
    <message>
        <source>one point from layer %1</source>
        <translation>ein Punkt ab Schicht %1</translation>
    </message>
    <message>
        <source>A layer whose image is one point, or has no finite values, is similar to none.</source>
        <translation>Eine Schicht, deren Bild ein Punkt ist oder keine endlichen Werte hat, ähnelt keiner.</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>%1: %2 directions</source>
        <translation>%1: %2 Richtungen</translation>
    </message>
    <message>
        <source>%1 and %2: %3</source>
        <translation>%1 und %2: %3</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Similarity of layers</source>
        <translation>Ähnlichkeit der Schichten</translation>
    </message>
    <message>
        <source>without pins</source>
        <translation>ohne Merker</translation>
    </message>
    <message>
        <source>There is no room for them: enlarge the view.</source>
        <translation>Für sie ist kein Platz: die Ansicht vergrößern.</translation>
    </message>
    <message>
        <source>as now</source>
        <translation>wie jetzt</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::StatusFigures</name>
    <message>
        <source>sign changes</source>
        <translation>Vorzeichenwechsel</translation>
    </message>
    <message>
        <source>transitions</source>
        <translation>Übergänge</translation>
    </message>
    <message>
        <source>From samples that miss part of the curve: see the views.</source>
        <translation>Aus Stichproben, denen ein Teil der Kurve entgeht: siehe die Ansichten.</translation>
    </message>
    <message>
        <source>length %1, %2 %3</source>
        <translation>Länge %1, %2 %3</translation>
    </message>
    <message>
        <source>length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>Frame</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TBar</name>
    <message>
        <source>t along the curve</source>
        <translation>t entlang der Kurve</translation>
    </message>
    <message>
        <source>Drag: t along the curve. Shift and drag: zoom into a stretch. Double click: the whole curve.</source>
        <translation>Ziehen: t entlang der Kurve. Umschalt und Ziehen: in einen Abschnitt zoomen. Doppelklick: die ganze Kurve.</translation>
    </message>
    <message>
        <source>t</source>
        <translation>t</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TourEditor</name>
    <message>
        <source>Edit tour</source>
        <translation>Tour bearbeiten</translation>
    </message>
    <message>
        <source>The tour&apos;s title</source>
        <translation>Der Titel der Tour</translation>
    </message>
    <message>
        <source>What it shows, in one sentence</source>
        <translation>Was sie zeigt, in einem Satz</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Markdown, formulas between $ signs: $\chi_1 = \sigma_w^2 \ldots$</source>
        <translation>Markdown, Formeln zwischen $-Zeichen: $\chi_1 = \sigma_w^2 \ldots$</translation>
    </message>
    <message>
        <source>Asked with the text</source>
        <translation>Wird mit dem Text gestellt</translation>
    </message>
    <message>
        <source>Shown at the next press</source>
        <translation>Erscheint beim nächsten Druck</translation>
    </message>
    <message>
        <source>For the lecturer alone</source>
        <translation>Nur für Vortragende</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Point at…</source>
        <translation>Zeigen auf …</translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation>Nichts bewegt sich</translation>
    </message>
    <message>
        <source>from layer to layer</source>
        <translation>von Schicht zu Schicht</translation>
    </message>
    <message>
        <source>to what is on view</source>
        <translation>zum Gezeigten</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Record step</source>
        <translation>Schritt aufnehmen</translation>
    </message>
    <message>
        <source>A new step behind this one, with what is on view in the window</source>
        <translation>Ein neuer Schritt hinter diesem, mit dem im Fenster Gezeigten</translation>
    </message>
    <message>
        <source>Take what is on view</source>
        <translation>Gezeigtes übernehmen</translation>
    </message>
    <message>
        <source>It becomes this step&apos;s state</source>
        <translation>Es wird zum Zustand dieses Schritts</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove this step</source>
        <translation>Diesen Schritt entfernen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>This step earlier</source>
        <translation>Dieser Schritt früher</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>This step later</source>
        <translation>Dieser Schritt später</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Write the tour to a file</source>
        <translation>Die Tour in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Points at</source>
        <translation>Zeigt auf</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>Bewegt</translation>
    </message>
    <message>
        <source>The figure %1</source>
        <translation>Die Abbildung %1</translation>
    </message>
    <message>
        <source>As in the step before</source>
        <translation>Wie im Schritt davor</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Save tour</source>
        <translation>Tour speichern</translation>
    </message>
    <message>
        <source>Tours (*.arctour)</source>
        <translation>Touren (*.arctour)</translation>
    </message>
    <message>
        <source>The tour was written to %1.</source>
        <translation>Die Tour wurde in %1 geschrieben.</translation>
    </message>
    <message>
        <source>The tour has changes that are not saved.</source>
        <translation>Die Tour hat ungespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Throw the changes away</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TourPanel</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Tour</translation>
    </message>
    <message>
        <source>Text of the step</source>
        <translation>Text des Schritts</translation>
    </message>
    <message>
        <source>Question and answer</source>
        <translation>Frage und Antwort</translation>
    </message>
    <message>
        <source>Notes for the lecturer</source>
        <translation>Notizen für Vortragende</translation>
    </message>
    <message>
        <source>The step before (Page Up)</source>
        <translation>Der vorige Schritt (Bild auf)</translation>
    </message>
    <message>
        <source>On (Page Down)</source>
        <translation>Weiter (Bild ab)</translation>
    </message>
    <message>
        <source>Steps, editing, another tour</source>
        <translation>Schritte, Bearbeiten, andere Tour</translation>
    </message>
    <message>
        <source>Menu of the tour</source>
        <translation>Menü der Tour</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>Tour beenden</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 von %3</translation>
    </message>
    <message>
        <source>Answer.</source>
        <translation>Antwort.</translation>
    </message>
    <message>
        <source>Show answer</source>
        <translation>Antwort zeigen</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TrainingLengthsView</name>
    <message>
        <source>Length of each layer&apos;s image against step</source>
        <translation>Länge des Bildes jeder Schicht über den Schritten</translation>
    </message>
    <message>
        <source>Transitions in training</source>
        <translation>Übergänge im Training</translation>
    </message>
    <message>
        <source>Regions in training</source>
        <translation>Gebiete im Training</translation>
    </message>
    <message>
        <source>Length in training</source>
        <translation>Länge im Training</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>The linear regions of layers 1 to d that the curve on view crosses.</source>
        <translation>Die linearen Gebiete der Schichten 1 bis d, welche die gezeigte Kurve durchquert.</translation>
    </message>
    <message>
        <source>limit met</source>
        <translation>Grenze erreicht</translation>
    </message>
    <message>
        <source>Moments at which the curve crosses too many regions to count them in passing are left out.</source>
        <translation>Momente, in denen die Kurve zu viele Gebiete durchquert, um sie nebenbei zu zählen, fehlen.</translation>
    </message>
    <message>
        <source>sampled</source>
        <translation>abgetastet</translation>
    </message>
    <message>
        <source>Of the curve on view, from %1 equidistant points of it.</source>
        <translation>Der gezeigten Kurve, aus %1 gleichabständigen ihrer Punkte.</translation>
    </message>
    <message>
        <source>length of the image</source>
        <translation>Länge des Bildes</translation>
    </message>
    <message>
        <source>transitions</source>
        <translation>Übergänge</translation>
    </message>
    <message>
        <source>regions along the curve</source>
        <translation>Gebiete entlang der Kurve</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>%1, step %2: %3</source>
        <translation>%1, Schritt %2: %3</translation>
    </message>
    <message>
        <source>Only fully connected networks of piecewise linear activations have linear regions that can be counted.</source>
        <translation>Nur vollverbundene Netze mit stückweise linearer Aktivierung haben zählbare lineare Gebiete.</translation>
    </message>
    <message>
        <source>The curve lies in another space than the data.</source>
        <translation>Die Kurve liegt in einem anderen Raum als die Daten.</translation>
    </message>
    <message>
        <source>Length, transitions and regions of the layers, while the network learns.</source>
        <translation>Länge, Übergänge und Gebiete der Schichten, während das Netz lernt.</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TrainingLink</name>
    <message>
        <source>%1 has %2 inputs, not %3: the curve is one among them now. Undo brings back the other.</source>
        <translation>%1 hat %2 Eingaben, nicht %3: Die Kurve verläuft jetzt zwischen ihnen. Rückgängig bringt die andere zurück.</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TrainingOptions</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>fully connected</source>
        <translation>vollverbunden</translation>
    </message>
    <message>
        <source>convolutional</source>
        <translation>Faltungsnetz</translation>
    </message>
    <message>
        <source>The layers on view; or blocks of convolution and pooling before one layer of this width, for pictures</source>
        <translation>Die gezeigten Schichten; oder, für Bilder, Blöcke aus Faltung und Pooling vor einer Schicht dieser Breite</translation>
    </message>
    <message>
        <source>Channels of each block of convolution and pooling, one to four blocks</source>
        <translation>Kanäle jedes Blocks aus Faltung und Pooling, ein bis vier Blöcke</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>einfach</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Gradient descent, plain or with momentum 0.9; or Adam (Kingma and Ba 2015)</source>
        <translation>Gradientenabstieg, einfach oder mit Momentum 0.9; oder Adam (Kingma und Ba 2015)</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Points of a mini-batch</source>
        <translation>Punkte eines Mini-Batches</translation>
    </message>
    <message>
        <source>How often all training points are seen</source>
        <translation>Wie oft alle Trainingspunkte vorkommen</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>squared</source>
        <translation>quadratisch</translation>
    </message>
    <message>
        <source>What is made small: the cross-entropy of the softmax, or half the squared distance to the unit vector of the class</source>
        <translation>Was klein gemacht wird: die Kreuzentropie des Softmax oder der halbe quadrierte Abstand zum Einheitsvektor der Klasse</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>trajectory</source>
        <translation>Trajektorie</translation>
    </message>
    <message>
        <source>A layer between any two: none, batch normalisation, or trajectory regularisation [R17]</source>
        <translation>Eine Schicht zwischen je zweien: keine, Batch-Norm oder Trajektorien-Regularisierung [R17]</translation>
    </message>
    <message>
        <source>before</source>
        <translation>davor</translation>
    </message>
    <message>
        <source>after</source>
        <translation>danach</translation>
    </message>
    <message>
        <source>Before the activation, on h, or after it, on z</source>
        <translation>Vor der Aktivierung, auf h, oder danach, auf z</translation>
    </message>
    <message>
        <source>What trajectory regularisation adds to the loss: this times λ times length over original length</source>
        <translation>Was die Trajektorien-Regularisierung zum Verlust addiert: dies mal λ mal Länge durch Ausgangslänge</translation>
    </message>
    <message>
        <source>over input</source>
        <translation>zur Eingabe</translation>
    </message>
    <message>
        <source>over start</source>
        <translation>zum Start</translation>
    </message>
    <message>
        <source>The original length is that of the mini-batch at the network&apos;s input, or at this layer when training began</source>
        <translation>Die Ausgangslänge ist die des Mini-Batches an der Eingabe des Netzes oder an dieser Schicht bei Trainingsbeginn</translation>
    </message>
    <message>
        <source>This times the weights is added to their gradient</source>
        <translation>Dies mal die Gewichte wird zu ihrem Gradienten addiert</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Mini-batch</source>
        <translation>Mini-Batch</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>Normierung</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>steht</translation>
    </message>
    <message>
        <source>adds to the loss</source>
        <translation>zum Verlust</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>Frozen layers</source>
        <translation>Feste Schichten</translation>
    </message>
    <message>
        <source>all it can</source>
        <translation>so schnell es geht</translation>
    </message>
    <message>
        <source>Steps a second</source>
        <translation>Schritte je Sekunde</translation>
    </message>
    <message>
        <source>How many mini-batches a second, for eyes to follow</source>
        <translation>Wie viele Mini-Batches je Sekunde, damit das Auge folgen kann</translation>
    </message>
    <message>
        <source>“%1” is no number that fits here.</source>
        <translation>„%1“ ist keine hier passende Zahl.</translation>
    </message>
    <message>
        <source>The rest can be chosen again after Reset.</source>
        <translation>Der Rest ist nach dem Zurücksetzen wieder wählbar.</translation>
    </message>
    <message>
        <source>Layers that keep their draw, such as “1, 3” or “2-8”; the read-out is the one behind the last</source>
        <translation>Schichten, die ihre Ziehung behalten, etwa „1, 3“ oder „2-8“; der Readout ist die hinter der letzten</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TrainingTools</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Train the network on view; pause</source>
        <translation>Das gezeigte Netz trainieren; pausieren</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>One mini-batch</source>
        <translation>Ein Mini-Batch</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>To the end of the epoch</source>
        <translation>Bis zum Ende der Epoche</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Forget what was learned</source>
        <translation>Das Gelernte vergessen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>The network as it is now, as a safetensors file with PyTorch&apos;s names</source>
        <translation>Das Netz, wie es jetzt ist, als safetensors-Datei mit den Namen von PyTorch</translation>
    </message>
    <message>
        <source>The data that it learns from</source>
        <translation>Die Daten, aus denen es lernt</translation>
    </message>
    <message>
        <source>How it is trained</source>
        <translation>Wie es trainiert wird</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Drag along the lines to go back, and choose a smaller learning rate.</source>
        <translation>Ziehen Sie entlang der Linien zurück und wählen Sie eine kleinere Lernrate.</translation>
    </message>
    <message>
        <source>All epochs are learned: as many more</source>
        <translation>Alle Epochen sind gelernt: noch einmal so viele</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Reset first: this training learns from %1.</source>
        <translation>Erst zurücksetzen: Dieses Training lernt aus %1.</translation>
    </message>
    <message>
        <source>convolutional</source>
        <translation>Faltungsnetz</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Save network…</source>
        <translation>Netz speichern …</translation>
    </message>
    <message>
        <source>Reset…</source>
        <translation>Zurücksetzen …</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Logarithmic steps</source>
        <translation>Logarithmische Schritte</translation>
    </message>
    <message>
        <source>length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>transitions</source>
        <translation>Übergänge</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>Gebiete</translation>
    </message>
    <message>
        <source>against step</source>
        <translation>über Schritten</translation>
    </message>
    <message>
        <source>against layer</source>
        <translation>über Schichten</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Transitions</source>
        <translation>Übergänge</translation>
    </message>
    <message>
        <source>Linear regions along the curve</source>
        <translation>Lineare Gebiete entlang der Kurve</translation>
    </message>
    <message>
        <source>Against layer, a line a moment</source>
        <translation>Über den Schichten, eine Linie je Moment</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TrainingView</name>
    <message>
        <source>Loss and accuracy against step</source>
        <translation>Verlust und Genauigkeit über den Schritten</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>Genauigkeit, %</translation>
    </message>
    <message>
        <source>step %1, epoch %2
loss %3, test %4
accuracy %5, test %6</source>
        <translation>Schritt %1, Epoche %2
Verlust %3, Test %4
Genauigkeit %5, Test %6</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TrajectoryGrid</name>
    <message>
        <source>Images of the trajectory, layer by layer</source>
        <translation>Bilder der Trajektorie, Schicht für Schicht</translation>
    </message>
    <message>
        <source>Back to all layers (Escape)</source>
        <translation>Zurück zu allen Schichten (Esc)</translation>
    </message>
    <message>
        <source>Back to all layers</source>
        <translation>Zurück zu allen Schichten</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>Noch nichts zu zeigen</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>growth %1</source>
        <translation>Wachstum %1</translation>
    </message>
    <message>
        <source>Trajectory</source>
        <translation>Trajektorie</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>nicht endlich</translation>
    </message>
    <message>
        <source>PC %1</source>
        <translation>PC %1</translation>
    </message>
    <message>
        <source>no layer %1</source>
        <translation>keine Schicht %1</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TransitionsLengthView</name>
    <message>
        <source>Transitions against length</source>
        <translation>Übergänge über der Länge</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>least squares</source>
        <translation>kleinste Quadrate</translation>
    </message>
    <message>
        <source>slope %1 per unit of length, R² %2</source>
        <translation>Steigung %1 je Längeneinheit, R² %2</translation>
    </message>
    <message>
        <source>law at q*</source>
        <translation>Gesetz bei q*</translation>
    </message>
    <message>
        <source>length of the image that the layer reads</source>
        <translation>Länge des Bildes, das die Schicht liest</translation>
    </message>
    <message>
        <source>sign transitions of the layer</source>
        <translation>Vorzeichenwechsel der Schicht</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::TransitionsView</name>
    <message>
        <source>Transitions against layer</source>
        <translation>Übergänge über der Schicht</translation>
    </message>
    <message>
        <source>Transitions, running total</source>
        <translation>Übergänge, laufende Summe</translation>
    </message>
    <message>
        <source>Transitions</source>
        <translation>Übergänge</translation>
    </message>
    <message>
        <source>sampled</source>
        <translation>abgetastet</translation>
    </message>
    <message>
        <source>Changes between neighbouring points; a neuron that changes twice in between is missed.</source>
        <translation>Wechsel zwischen Nachbarpunkten; ein Neuron, das dazwischen zweimal wechselt, wird übersehen.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>Vorzeichen</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>up to the layer</source>
        <translation>bis zur Schicht</translation>
    </message>
    <message>
        <source>in the layer</source>
        <translation>in der Schicht</translation>
    </message>
    <message>
        <source>Kac–Rice</source>
        <translation>Kac–Rice</translation>
    </message>
    <message>
        <source>infinite width</source>
        <translation>unendliche Breite</translation>
    </message>
    <message>
        <source>%1 draws, 5–95 %</source>
        <translation>%1 Ziehungen, 5–95 %</translation>
    </message>
    <message>
        <source>Kac–Rice of %1 points</source>
        <translation>Kac–Rice aus %1 Punkten</translation>
    </message>
</context>
<context>
    <name>arcscope::ui::View</name>
    <message>
        <source>%1: nothing to show yet</source>
        <translation>%1: noch nichts zu zeigen</translation>
    </message>
    <message>
        <source>pins to come</source>
        <translation>Merker folgen</translation>
    </message>
    <message>
        <source>%1: being computed.</source>
        <translation>%1: wird berechnet.</translation>
    </message>
</context>
</TS>
