#include <QRegularExpression>
#include <QtTest>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/data/open_task.h"
#include "data_bytes.h"
#include "folder.h"

using namespace arcscope::core;
using namespace arcscope::tests;

namespace {

const std::filesystem::path nowhere = "/nonexistent/fashion-mnist";

std::string said(const DataChoice& choice) {
  const Expected<LearningTask> task = openTask(choice, nowhere);
  return task ? std::string() : task.error().message;
}

std::string said(const std::filesystem::path& file) {
  return said(DataChoice{.name = file.string()});
}

std::vector<int> countsOf(const Dataset& points, int classes) {
  std::vector<int> counts(static_cast<std::size_t>(classes));
  for (const std::uint8_t label : points.labels) ++counts.at(label);
  return counts;
}

/// |inputs| as they must be: the bytes less their mean over their deviation.
bool holdsBytes(const Dataset& points, const LearningTask& task, const std::string& bytes) {
  if (points.inputs.size() != static_cast<Eigen::Index>(bytes.size())) return false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const double value = static_cast<double>(static_cast<unsigned char>(bytes[i]));
    const double found = static_cast<double>(points.inputs.data()[i]) * static_cast<double>(task.deviation) +
                         static_cast<double>(task.mean);
    if (std::abs(found - value) > 1e-3) return false;
  }
  return true;
}

void compareStandardised(const LearningTask& task) {
  const Eigen::ArrayXXd inputs = task.training.inputs.cast<double>();
  QVERIFY(std::abs(inputs.mean()) < 1e-5);
  QVERIFY(std::abs(std::sqrt((inputs - inputs.mean()).square().mean()) - 1.0) < 1e-5);
}

}  // namespace

class OpenTaskTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void openTask_sample_balancedStandardisedAndTheCommittedPixels() {
    const Expected<LearningTask> opened = openTask({.name = "fashion-mnist-sample"});
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    const LearningTask& task = opened.value();
    QCOMPARE(task.name, std::string("fashion-mnist-sample"));
    QVERIFY(task.image == (ImageShape{.width = 28, .height = 28, .channels = 1}));
    QCOMPARE(task.classes(), 10);
    QCOMPARE(task.classNames[9], std::string("Ankle boot"));
    QCOMPARE(countsOf(task.training, 10), std::vector<int>(10, 200));
    QCOMPARE(countsOf(task.test, 10), std::vector<int>(10, 50));
    compareStandardised(task);
    QVERIFY(holdsBytes(task.training, task,
                       unzipped(sampleDirectory() / "train-images-idx3-ubyte.gz").substr(16)));
    QVERIFY(
        holdsBytes(task.test, task, unzipped(sampleDirectory() / "t10k-images-idx3-ubyte.gz").substr(16)));
    const std::string labels = unzipped(sampleDirectory() / "train-labels-idx1-ubyte.gz").substr(8);
    QVERIFY(
        std::equal(labels.begin(), labels.end(), task.training.labels.begin(), task.training.labels.end()));
  }

  void openTask_wholeSetNotInstalled_sampleAndHowToGetTheWhole() {
    const Expected<LearningTask> opened = openTask({.name = "fashion-mnist"}, nowhere);
    QVERIFY(opened);
    QCOMPARE(opened.value().name, std::string("fashion-mnist"));
    QCOMPARE(opened.value().training.size(), Eigen::Index{2000});
    QVERIFY(opened.value().note.find("sudo apt install dataset-fashion-mnist") != std::string::npos);
  }

  void openTask_wholeSetInstalled_read() {
    const Folder folder;  // stands for the package's directory
    for (const char* name : {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
                             "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"})
      folder.write(name, contents(sampleDirectory() / name));
    const Expected<LearningTask> opened = openTask({.name = "fashion-mnist"}, folder.path(""));
    QVERIFY(opened);
    const Expected<LearningTask> sample = openTask({.name = "fashion-mnist-sample"});
    QVERIFY(opened.value().training.inputs == sample.value().training.inputs);
    QVERIFY(opened.value().test.labels == sample.value().test.labels);
    QCOMPARE(opened.value().classNames, sample.value().classNames);
    QVERIFY(opened.value().note.starts_with("The whole Fashion-MNIST"));
    folder.write("t10k-labels-idx1-ubyte.gz", "x");
    const Expected<LearningTask> broken = openTask({.name = "fashion-mnist"}, folder.path(""));
    QVERIFY(!broken);
    QVERIFY(broken.error().message.starts_with(folder.path("t10k-labels-idx1-ubyte.gz").string() + ": "));
    if (!QDir(QLatin1String(installedFashionMnist)).exists()) return;
    const Expected<LearningTask> whole = openTask({.name = "fashion-mnist"});
    QVERIFY(whole);
    QCOMPARE(countsOf(whole.value().training, 10), std::vector<int>(10, 6000));
    QCOMPARE(countsOf(whole.value().test, 10), std::vector<int>(10, 1000));
  }

  void openTask_toyNames_drawnAsChosen() {
    for (const std::string& name : dataNames()) {
      if (name.starts_with("fashion")) continue;
      const Expected<LearningTask> opened = openTask({.name = name, .noise = 0.0, .size = 40, .seed = 3});
      QVERIFY(opened);
      QCOMPARE(opened.value().name, name);
      QCOMPARE(opened.value().training.size(), Eigen::Index{40});
      const Expected<LearningTask> other = openTask({.name = name, .noise = 0.0, .size = 40, .seed = 4});
      QVERIFY(other.value().training.inputs != opened.value().training.inputs);
    }
    QCOMPARE(dataNames().size(), std::size_t{8});
  }

  void openTask_idxFiles_partsFoundBeside() {
    const Folder folder;
    const auto train = folder.write("train-images-idx3-ubyte.gz", gzipped(idxImages(12, 3, 2)));
    folder.write("train-labels-idx1-ubyte", idxLabels(labelsInTurn(12, 4)));
    const Expected<LearningTask> split = openTask({.name = train.string()});
    QVERIFY2(split, split ? "" : split.error().message.c_str());
    QCOMPARE(split.value().training.size(), Eigen::Index{10});
    QCOMPARE(split.value().test.size(), Eigen::Index{2});
    QVERIFY(split.value().note.find("kept for the test") != std::string::npos);
    QCOMPARE(split.value().classNames, (std::vector<std::string>{"0", "1", "2", "3"}));
    compareStandardised(split.value());
    QCOMPARE(split.value().features(), 6);

    folder.write("t10k-images-idx3-ubyte", idxImages(5, 3, 2));
    folder.write("t10k-labels-idx1-ubyte.gz", gzipped(idxLabels(labelsInTurn(5, 3))));
    for (const std::filesystem::path& choice : {train, folder.path("")}) {
      const Expected<LearningTask> both = openTask({.name = choice.string()});
      QVERIFY2(both, both ? "" : both.error().message.c_str());
      QCOMPARE(both.value().training.size(), Eigen::Index{12});
      QVERIFY(holdsBytes(both.value().training, both.value(), idxImages(12, 3, 2).substr(16)));
      QVERIFY(holdsBytes(both.value().test, both.value(), idxImages(5, 3, 2).substr(16)));
      QVERIFY(both.value().note.empty());
    }
  }

  void openTask_idxFilesThatDoNotFit_oneSentence() {
    const Folder folder;
    const auto images = folder.write("train-images-idx3-ubyte", idxImages(4, 3, 2));
    QCOMPARE(said(images), images.string() +
                               ": its labels are missing; they must be beside it in "
                               "\"train-labels-idx1-ubyte\" or the same name with .gz");
    const auto labels = folder.write("train-labels-idx1-ubyte", idxLabels(labelsInTurn(3, 2)));
    QCOMPARE(said(images), labels.string() + ": it has 3 labels, but " + images.string() + " has 4 images");
    QCOMPARE(said(labels), labels.string() +
                               ": this is an IDX file of labels (0x00000801 at byte 0); an IDX file of "
                               "images begins with the bytes of 0x00000803");
    folder.write("train-labels-idx1-ubyte", idxLabels(std::string(4, '\7')));
    QCOMPARE(said(images),
             images.string() + ": all of its 4 labels are 7; a data set has at least two classes");
    folder.write("train-labels-idx1-ubyte", idxLabels(labelsInTurn(4, 4)));
    QCOMPARE(said(images),
             images.string() + ": it has 4 points, each of another class: none can be kept for the test");
    const auto test = folder.write("t10k-images-idx3-ubyte", idxImages(2, 2, 3));
    const auto testLabels = folder.write("t10k-labels-idx1-ubyte", idxLabels("\1\4"));
    QCOMPARE(said(images), testLabels.string() + ": the label at byte 9 is 4; it must be from 0 to 3");
    folder.write("t10k-labels-idx1-ubyte", idxLabels("\1\3"));
    QCOMPARE(said(images),
             test.string() + ": its images have 3 x 2 pixels, those of " + images.string() + " have 2 x 3");
    const auto nameless = folder.write("digits.idx", idxImages(4, 3, 2));
    QVERIFY(said(nameless).starts_with(nameless.string() + ": its labels cannot be found"));
    folder.write("t10k-images-idx3-ubyte", idxImages(2, 3, 2));
    folder.write("train-images-idx3-ubyte", words({0x803, 4, 3, 2}) + std::string(24, '\7'));
    QCOMPARE(said(images), images.string() + ": all pixels of its training images are equal");
  }

  void openTask_cifar_fileAndDirectory() {
    const Folder folder;
    std::string records;
    for (int i = 0; i < 10; ++i) records += cifarRecord(i % 2, 20 * i);
    const auto file = folder.write("some.bin", records);
    const Expected<LearningTask> one = openTask({.name = file.string()});
    QVERIFY2(one, one ? "" : one.error().message.c_str());
    QCOMPARE(one.value().training.size(), Eigen::Index{8});
    QCOMPARE(one.value().test.size(), Eigen::Index{2});
    QCOMPARE(one.value().classNames[9], std::string("truck"));
    compareStandardised(one.value());
    for (const char* name : {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin",
                             "data_batch_5.bin", "test_batch.bin"})
      folder.write(name, records);
    const Expected<LearningTask> all = openTask({.name = folder.path("").string()});
    QVERIFY2(all, all ? "" : all.error().message.c_str());
    QCOMPARE(all.value().training.size(), Eigen::Index{50});
    QCOMPARE(all.value().test.size(), Eigen::Index{10});
    QVERIFY(all.value().image == (ImageShape{.width = 32, .height = 32, .channels = 3}));
    QCOMPARE(said(folder.write("same.bin", cifarRecord(1, 1) + cifarRecord(1, 2))),
             folder.path("same.bin").string() +
                 ": all of its 2 labels are 1; a data set has at least two classes");
  }

  void openTask_table_planeStaysAsItIsOthersAreStandardised() {
    const Folder folder;
    std::string plane;
    std::string space;
    for (int i = 0; i < 20; ++i) {
      plane += std::to_string(i) + ".25\t" + std::to_string(100 + i) + "\t" + (i % 2 == 0 ? "a" : "b") + "\n";
      space += std::to_string(i) + "," + std::to_string(100 + i) + ",-3," + std::to_string(i % 2) + "\n";
    }
    const Expected<LearningTask> two = openTask({.name = folder.write("p.tsv", plane).string()});
    QVERIFY2(two, two ? "" : two.error().message.c_str());
    QCOMPARE(two.value().training.size(), Eigen::Index{16});
    QCOMPARE(two.value().test.size(), Eigen::Index{4});
    QVERIFY(two.value().mean == 0.0F && two.value().deviation == 1.0F && !two.value().image);
    for (const Dataset* points : {&two.value().training, &two.value().test})
      for (Eigen::Index j = 0; j < points->size(); ++j) {
        const float x = points->inputs(0, j);
        QCOMPARE(points->inputs(1, j), x - 0.25F + 100.0F);
        QCOMPARE(static_cast<int>(points->labels[static_cast<std::size_t>(j)]), static_cast<int>(x) % 2);
      }
    const Expected<LearningTask> three =
        openTask({.name = folder.write("p.csv.gz", gzipped(space)).string()});
    QVERIFY2(three, three ? "" : three.error().message.c_str());
    compareStandardised(three.value());
    QCOMPARE(three.value().features(), 3);
    QCOMPARE(std::round(three.value().training.inputs(2, 0) * three.value().deviation + three.value().mean),
             -3.0F);
    QVERIFY(openTask({.name = folder.path("p.tsv").string(), .seed = 2}).value().test.inputs !=
            two.value().test.inputs);
    QCOMPARE(said(folder.write("c.csv", "1,1,1,a\n1,1,1,a\n1,1,1,b\n")),
             folder.path("c.csv").string() + ": all numbers of its training points are equal, or nearly so");
    QCOMPARE(said(folder.write("q.csv", "1,2,a\n1,x,b\n")),
             folder.path("q.csv").string() + ": line 2, column 2: \"x\" is not a number");
  }

  void openTask_wrongName_saysWhatIsAllowed() {
    for (const char* name : {"two-moon", "", "/nonexistent/a.csv"})
      QCOMPARE(
          said(DataChoice{.name = name}),
          "data is \"" + std::string(name) +
              "\", and there is no such file or directory; it must be one of fashion-mnist, "
              "fashion-mnist-sample, two-moons, spirals, circles, xor, gaussians, checkerboard, or a file "
              "or directory of IDX images, CIFAR-10 batches (.bin) or a table of points (.csv, .tsv)");
    const Folder folder;
    QVERIFY(said(folder.path("")).starts_with(folder.path("").string() + ": nothing to learn from"));
    QCOMPARE(said(std::filesystem::path("/dev/null")),
             std::string("/dev/null: this is not a regular file; it must be an IDX file of images"));
    const auto text = folder.write("notes.md", "hello, world");
    QCOMPARE(said(text), text.string() +
                             ": an IDX file of images begins with the bytes of 0x00000803, this one with "
                             "0x68656C6C");
  }

  void validate_numbersOutOfRange_oneSentence() {
    const auto message = [](double noise, int size) {
      const auto wrong = validate(DataChoice{.name = "xor", .noise = noise, .size = size});
      return wrong ? wrong->message : std::string();
    };
    QCOMPARE(message(0.0, 10), std::string());
    QCOMPARE(message(2.0, 100000), std::string());
    QCOMPARE(message(2.5, 10), std::string("the noise of the data is 2.5; it must be a number from 0 to 2"));
    QCOMPARE(message(std::numeric_limits<double>::quiet_NaN(), 10),
             std::string("the noise of the data is nan; it must be a number from 0 to 2"));
    QCOMPARE(message(0.1, 9),
             std::string("the size of the data is 9; it must be a whole number from 10 to 100000"));
    QCOMPARE(message(0.1, 100001),
             std::string("the size of the data is 100001; it must be a whole number from 10 to 100000"));
    QCOMPARE(said(DataChoice{.name = "xor", .noise = -1.0}),
             std::string("the noise of the data is -1; it must be a number from 0 to 2"));
  }
};

QTEST_APPLESS_MAIN(OpenTaskTest)
#include "tst_open_task.moc"
