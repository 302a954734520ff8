#include <QDir>
#include <QTest>
#include <functional>
#include <string>

#include "../support/IdxWriter.h"
#include "../support/Program.h"

using namespace normscope::test;
using normscope::ImageSet;

namespace
{

constexpr int kFailed = 1;

/// Makes one file of a good dataset bad.
using Damage = std::function<bool(const std::string& folder)>;

std::string trainImages(const std::string& folder)
{
    return folder + "/train-images-idx3-ubyte";
}

std::string trainLabels(const std::string& folder)
{
    return folder + "/train-labels-idx1-ubyte";
}

ImageSet goodTrain()
{
    return patternSet(20, 12, 12);
}

/// Writes the training images with so many bytes more (or fewer) at their end.
bool resizeImages(const std::string& folder, int by)
{
    Bytes bytes = imageFileBytes(goodTrain());
    bytes.resize(static_cast<std::size_t>(static_cast<int>(bytes.size()) + by));
    return writeBytes(trainImages(folder), bytes);
}

}  // namespace

Q_DECLARE_METATYPE(Damage)

/// Datasets that are not what they say: exit code 1, one sentence that names the file and the place, nothing written.
class tst_DataErrors : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void badData_data()
    {
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("mentioned");

        const QString images = "train-images-idx3-ubyte";
        const QString labels = "train-labels-idx1-ubyte";
        const Damage shorten = [](const std::string& folder) { return resizeImages(folder, -1); };
        const QStringList twin{"twin", "--dataset", "bad", "--out", "out"};
        const auto row = [&](const char* name, const Damage& damage, const QStringList& mentioned) {
            QTest::newRow(name) << damage << twin << mentioned;
        };

        row("truncated images", shorten, {images, "offset 2895", "2896"});
        for (const QStringList& other :
             {QStringList{"train", "--dataset", "bad", "--out", "out"},
              {"datasets", "show", "bad"},
              {"datasets", "verify", "bad"},
              {"twin", "--test-dataset", "bad", "--dataset", "builtin:20", "--out", "out"}}) {
            QTest::newRow(qPrintable(other.join(' '))) << shorten << other << QStringList{images};
        }
        row("oversized images", [](const std::string& folder) { return resizeImages(folder, 3); },
            {images, "offset 2896", "3 more"});
        row("empty images", [](const std::string& folder) { return writeBytes(trainImages(folder), {}); },
            {images, "offset 0"});
        row("wrong magic number",
            [](const std::string& folder) { return writeBytes(trainImages(folder), labelFileBytes(goodTrain())); },
            {images, "offset 0", "0x00000801", "0x00000803"});
        row("label beyond a gap",
            [](const std::string& folder) {
                ImageSet set = goodTrain();
                set.labels[7] = 17;
                return writeBytes(trainLabels(folder), labelFileBytes(set));
            },
            {labels, "offset 15", "label 17", "class 10"});
        row("counts that differ",
            [](const std::string& folder) {
                return writeBytes(trainLabels(folder), labelFileBytes(patternSet(19, 1, 1)));
            },
            {images, "20 images", "19 labels", labels});
        row("test images of another size",
            [](const std::string& folder) {
                return writeBytes(folder + "/t10k-images-idx3-ubyte", imageFileBytes(patternSet(10, 11, 12)));
            },
            {"t10k-images-idx3-ubyte", "11 x 12", "12 x 12"});
        row("extents past all memory",
            [](const std::string& folder) {
                return writeBytes(trainImages(folder), idxBytes({0xffffffffU, 1024, 1024}, Bytes(100)));
            },
            {images, "offset 116", "4503599626321936"});
    }

    /// Data are read when everything else has been found right, and still before anything is written.
    void badData()
    {
        QFETCH(Damage, damage);
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, mentioned);
        const QString folder = m_program.path("bad");
        QVERIFY(QDir(folder).removeRecursively());
        QVERIFY(writeDataset(folder.toStdString(), goodTrain(), patternSet(10, 12, 12, 3)));
        QVERIFY(damage(folder.toStdString()));
        QCOMPARE(whyNotRefused(m_program, arguments, kFailed, mentioned), QString());
    }

  private:
    Program m_program;
};

QTEST_GUILESS_MAIN(tst_DataErrors)

#include "tst_DataErrors.moc"
