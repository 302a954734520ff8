#include <QTest>

#include <normscope/export/PyTorchModel.h>

#include "../support/Expect.h"
#include "../support/Specs.h"

using namespace normscope;
using normscope::test::specOf;

/// pyTorchModelOf() on weights that no Normscope wrote; those that one did are in tst_PyTorchExport.
class tst_PyTorchModel : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void inputs_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<qint64>("inputs");
        QTest::addColumn<QString>("mentioned");
        const QStringList mlp{"model", "mlp"};
        const QStringList cnn{"model", "cnn", "channels", "1,1"};
        const QString tooLarge = "more than the pixels of any image";
        // A prime: a search for the most square image would try a billion others.
        QTest::newRow("huge prime") << mlp << qint64{2'305'843'009'213'693'951} << tooLarge;
        QTest::newRow("one more than the largest image") << mlp << qint64{1024 * 1024 + 1} << tooLarge;
        QTest::newRow("largest image") << mlp << qint64{1024 * 1024} << "values for \"linear1.weight\"";
        QTest::newRow("huge behind poolings") << cnn << qint64{2'305'843'009'213'693'951} << tooLarge;
        QTest::newRow("one more behind poolings") << cnn << qint64{256 * 256 + 1} << tooLarge;
        QTest::newRow("largest behind poolings") << cnn << qint64{256 * 256} << "values for \"conv1.weight\"";
        QTest::newRow("none") << mlp << qint64{0} << "has no matrix";
        QTest::newRow("more poolings than pixels")
            << QStringList{"model", "cnn", "channels", "1,1,1,1,1,1,1,1,1,1,1"} << qint64{1} << "cannot be brought to";
    }

    void inputs()
    {
        QFETCH(QStringList, settings);
        QFETCH(qint64, inputs);
        QFETCH(QString, mentioned);
        const HostTensor tensor = HostTensor::of<float>("linear1.weight", HostTensor::Type::Float32, {0, inputs}, {});
        VERIFY_ERROR(pyTorchModelOf(specOf(ExperimentKind::Twin, settings), 1, Twin::Bn, {}, {tensor}), ErrorCode::Data,
                     mentioned);
    }

    void moreLayersThanAnybodyLists()
    {
        const auto spec = specOf(ExperimentKind::Twin, {"model", "resnet", "blocks", "1000000", "widths", "1"});
        VERIFY_ERROR(pyTorchModelOf(spec, 1, Twin::Bn, {}, {}), ErrorCode::Usage, "--blocks asks for 1,000,000");
    }
};

QTEST_GUILESS_MAIN(tst_PyTorchModel)
#include "tst_PyTorchModel.moc"
