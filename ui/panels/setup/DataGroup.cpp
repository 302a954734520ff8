#include "ui/panels/setup/DataGroup.h"

#include <QFileDialog>

namespace normscope::ui
{

DataGroup::DataGroup(ExperimentDocument& document, QWidget* parent)
    : FieldGroup(document, parent)
    , m_strip(new DatasetStrip(document, this))
    , m_folder(new QPushButton(this))
{
    setObjectName(QStringLiteral("dataGroup"));
    addField("dataset");
    addWide(m_strip);
    m_folder->setObjectName(QStringLiteral("datasetFolder"));
    addWide(m_folder);
    connect(m_folder, &QPushButton::clicked, this, &DataGroup::chooseFolder);
    for (const char* key : {"test_dataset", "limit", "validation", "test_at", "augment"}) {
        addField(key);
    }
    retranslate();
}

void DataGroup::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder with four IDX files"));
    if (!folder.isEmpty()) {
        m_document.set("dataset", folder);
    }
}

void DataGroup::retranslate()
{
    setTitle(tr("Data"));
    const QList<std::pair<QString, QString>> known{{QStringLiteral("builtin"), tr("Built-in digits")},
                                                   {QStringLiteral("mnist"), QStringLiteral("MNIST")},
                                                   {QStringLiteral("fashion-mnist"), QStringLiteral("Fashion-MNIST")},
                                                   {QStringLiteral("kmnist"), QStringLiteral("KMNIST")}};
    field("dataset").offer(known);
    m_folder->setText(tr("Choose a &folder…"));
    m_folder->setToolTip(
        tr("A folder with the four IDX files of a dataset, packed or not; it can also be dropped here"));
}

}  // namespace normscope::ui
