#include "ui/panels/setup/SetupGroups.h"

#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSignalBlocker>
#include <cmath>

#include <normscope/base/Numbers.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DatasetSource.h>

#include "ui/models/SettingTexts.h"
#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

constexpr int kMostRowsSeen = 12;

/// The slider goes from 1e-5 to 10 in steps of a twentieth of a decade.
constexpr double kStepsPerDecade = 20;
constexpr int kLeast = -5 * 20;
constexpr int kMost = 20;

/// To two digits: a slider says 0.11, not 0.1122018454.
double rateAt(int position)
{
    const double exact = std::pow(10.0, position / kStepsPerDecade);
    const double unit = std::pow(10.0, std::floor(std::log10(exact)) - 1);
    return std::stod(QString::number(std::round(exact / unit) * unit, 'g', 2).toStdString());
}

}  // namespace

ModelGroup::ModelGroup(ExperimentDocument& document, QWidget* parent)
    : FieldGroup(document, parent)
    , m_backToFamily(new QPushButton(this))
    , m_formula(new QLabel(this))
    , m_layers(document)
    , m_table(new QTreeView(this))
{
    setObjectName(QStringLiteral("modelGroup"));
    m_formula->setObjectName(QStringLiteral("momentumFormula"));
    m_formula->setWordWrap(true);
    m_formula->setForegroundRole(QPalette::PlaceholderText);
    m_backToFamily->setObjectName(QStringLiteral("backToFamily"));
    addFields(SettingGroup::Model, {{"model", m_backToFamily}, {"bn_momentum", m_formula}});
    connect(m_backToFamily, &QPushButton::clicked, this,
            [this] { m_document.set("model", QString::fromStdString(nameOf(m_document.spec().family))); });
    m_table->setObjectName(QStringLiteral("layerTable"));
    m_table->setModel(&m_layers);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->header()->setSectionResizeMode(LayerTableModel::Name, QHeaderView::Stretch);
    addWide(m_table);
    connect(&document, &ExperimentDocument::changed, this, &ModelGroup::update);
    connect(&m_layers, &QAbstractItemModel::modelReset, this, &ModelGroup::update);
    retranslate();
}

void ModelGroup::resizeEvent(QResizeEvent* event)
{
    FieldGroup::resizeEvent(event);
    showCostsWithRoom();
}

void ModelGroup::showCostsWithRoom()
{
    constexpr int kMostRows = 200;
    constexpr int kMargins = 16;
    const QFontMetrics metrics = m_table->fontMetrics();
    int needed = metrics.height() + kMargins;  // the check boxes
    for (int column = 0; column < LayerTableModel::ColumnCount; ++column) {
        // Measured here: a hidden column has no size of its own.
        int width = metrics.horizontalAdvance(m_layers.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        for (int row = 0; row < std::min(m_layers.rowCount(), kMostRows); ++row) {
            width = std::max(width, metrics.horizontalAdvance(m_layers.index(row, column).data().toString()));
        }
        needed += width + kMargins;
        m_table->setColumnHidden(column, column > LayerTableModel::Parameters && needed > m_table->viewport()->width());
    }
}

void ModelGroup::update()
{
    const ExperimentSpec& spec = m_document.spec();
    field("hidden").setVisible(m_document.has(ModelFamily::Mlp));
    field("channels").setVisible(m_document.has(ModelFamily::Cnn));
    field("blocks").setVisible(m_document.has(ModelFamily::ResNet));
    field("widths").setVisible(m_document.has(ModelFamily::ResNet));
    m_backToFamily->setVisible(spec.network.has_value());
    //: %1 is a family of networks: "MLP"
    m_backToFamily->setText(tr("Back to %1").arg(shownValue(*findSetting("model"), nameOf(spec.family))));
    m_backToFamily->setToolTip(tr("Leave the network that was changed by hand, or read from a file"));
    // It is of one network.
    m_table->setVisible(!m_document.hasCases());
    // 1 − 0.9 is 0.09999999999999998 to a computer.
    const double present = std::round((1 - spec.bnMomentum) * 1e9) / 1e9;
    m_formula->setText(
        tr("running ← %1 · running + %2 · batch   (PyTorch: momentum=%2)")
            .arg(QString::fromStdString(shortest(spec.bnMomentum)), QString::fromStdString(shortest(present))));
    const int rows = std::clamp(m_layers.rowCount(), 3, kMostRowsSeen);
    const int rowHeight = m_layers.rowCount() > 0 ? m_table->sizeHintForRow(0) : fontMetrics().height();
    m_table->setFixedHeight(rowHeight * rows + m_table->header()->sizeHint().height() + 2 * m_table->frameWidth() + 2);
    showCostsWithRoom();
}

void ModelGroup::retranslate()
{
    setTitle(tr("Network"));
    setWhatsThis(tr("The networks: family, widths and what stands in the places of batch normalization."));
    m_table->setAccessibleName(tr("Layers"));
    m_table->setWhatsThis(tr("The network layer by layer, with the shape of its output and its parameters. The check "
                             "box of a BN layer switches it off in every variant; Space does the same."));
    m_layers.rebuild();
    update();
}

DataGroup::DataGroup(ExperimentDocument& document, QWidget* parent)
    : FieldGroup(document, parent)
    , m_strip(new DatasetStrip(document, this))
    , m_message(new QLabel(this))
    , m_missing(new MissingDataset(this))
    , m_folder(new QPushButton(this))
    , m_file(new QPushButton(this))
{
    setObjectName(QStringLiteral("dataGroup"));
    m_folder->setObjectName(QStringLiteral("datasetFolder"));
    m_file->setObjectName(QStringLiteral("datasetFile"));
    m_message->setObjectName(QStringLiteral("datasetMessage"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setForegroundRole(QPalette::BrightText);
    addFields(SettingGroup::Data, {{"dataset", m_strip},
                                   {"dataset", m_message},
                                   {"dataset", m_missing},
                                   {"dataset", m_folder},
                                   {"dataset", m_file}});
    connect(m_strip, &DatasetStrip::looked, this, &DataGroup::showMessage);
    connect(m_folder, &QPushButton::clicked, this, &DataGroup::chooseFolder);
    connect(m_file, &QPushButton::clicked, this, &DataGroup::chooseFile);
    connect(m_missing, &MissingDataset::arrived, m_strip, &DatasetStrip::lookAgain);
    // Back from where files are put into folders.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive && !m_strip->message().isEmpty()) {
            m_strip->lookAgain();
        }
    });
    retranslate();
}

void DataGroup::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of a dataset"));
    if (!folder.isEmpty()) {
        m_document.set("dataset", folder);
    }
}

void DataGroup::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("File of a dataset"), QString(),
                                                      tr("Arrays and tables (*.npz *.csv *.csv.gz);;All files (*)"));
    if (!file.isEmpty()) {
        // One of four IDX files stands for all of them.
        const std::string path = QFile::encodeName(file).toStdString();
        m_document.set("dataset", QFile::decodeName(datasetAround(path).value_or(path).c_str()));
    }
}

void DataGroup::showMessage()
{
    QString message = m_strip->message();
    const std::string& dataset = m_document.spec().dataset;
    m_missing->offer(message.isEmpty() ? std::string() : dataset);
    m_message->setToolTip({});
    if (!message.isEmpty() && canBeFetched(dataset) && !locateDataset(dataset) && !inTheWayOf(dataset)) {
        // The whole sentence names what there are buttons for here.
        m_message->setToolTip(plainTip(message));
        message = tr("%1 is not on this computer yet.").arg(MissingDataset::title(dataset));
    }
    m_message->setText(message.isEmpty() ? QString() : breakable(tr("⚠ %1").arg(message)));
    m_message->setVisible(!message.isEmpty());
    m_strip->setVisible(message.isEmpty());
}

void DataGroup::retranslate()
{
    setTitle(tr("Data"));
    setWhatsThis(tr("The images: which there are, how many of them are used, and how they are varied."));
    const QList<std::pair<QString, QString>> known{{QStringLiteral("builtin"), tr("Built-in digits")},
                                                   {QStringLiteral("mnist"), QStringLiteral("MNIST")},
                                                   {QStringLiteral("fashion-mnist"), QStringLiteral("Fashion-MNIST")},
                                                   {QStringLiteral("kmnist"), QStringLiteral("KMNIST")}};
    field("dataset").offer(known);
    m_folder->setText(tr("Choose a folder…"));
    const QString hint =
        tr("A folder with a dataset: four IDX files, arrays (.npz), tables (train.csv, test.csv), or a "
           "folder of PNG files for each class; it can also be dropped here");
    m_folder->setToolTip(hint);
    m_folder->setWhatsThis(hint);
    m_file->setText(tr("Choose a file…"));
    const QString fileHint =
        tr("A file with a dataset: arrays (.npz) or a table (.csv, .csv.gz) of labels and pixels; it "
           "can also be dropped here");
    m_file->setToolTip(fileHint);
    m_file->setWhatsThis(fileHint);
    showMessage();
}

OptimizerGroup::OptimizerGroup(ExperimentDocument& document, QWidget* parent)
    : FieldGroup(document, parent)
    , m_rate(new QSlider(Qt::Horizontal, this))
    , m_schedule(new SchedulePicture(document, this))
{
    setObjectName(QStringLiteral("optimizerGroup"));
    m_rate->setObjectName(QStringLiteral("lrSlider"));
    m_rate->setRange(kLeast, kMost);
    m_rate->setPageStep(static_cast<int>(kStepsPerDecade));
    ignoreWheelUnlessFocused(*m_rate);
    addFields(SettingGroup::Optimizer, {{"lr", m_rate}, {"lr_schedule", m_schedule}});
    connect(m_rate, &QSlider::valueChanged, this,
            [this](int position) { m_document.set("lr", QString::fromStdString(shortest(rateAt(position)))); });
    connect(&document, &ExperimentDocument::changed, this, &OptimizerGroup::update);
    retranslate();
}

void OptimizerGroup::update()
{
    const QSignalBlocker blocker(m_rate);
    const double position = std::round(std::log10(m_document.spec().training.sgd.lr) * kStepsPerDecade);
    m_rate->setValue(static_cast<int>(std::clamp(position, double{kLeast}, double{kMost})));
    const bool isStep = m_document.has(LrPolicy::Step);
    field("lr_step_size").setVisible(isStep);
    field("lr_gamma").setVisible(isStep);
}

void OptimizerGroup::retranslate()
{
    setTitle(tr("Optimizer (SGD)"));
    setWhatsThis(tr("Stochastic gradient descent and its learning rate over the run."));
    m_rate->setToolTip(tr("Learning rate on a log scale, from 1e-5 to 10"));
    m_rate->setWhatsThis(m_rate->toolTip());
    m_rate->setAccessibleName(tr("Learning rate on a log scale"));
    update();
}

RunGroup::RunGroup(ExperimentDocument& document, QWidget* parent)
    : FieldGroup(document, parent)
    , m_probes(new ProbeButton(document, this))
{
    setObjectName(QStringLiteral("runGroup"));
    addFields(SettingGroup::Run, {{"probe", m_probes}});
    retranslate();
}

void RunGroup::retranslate()
{
    setTitle(tr("Run"));
    setWhatsThis(tr("How long is trained, how often, and with how much of the machine."));
    field("probe").offer(probeGroups());
    m_probes->retranslate();
}

}  // namespace normscope::ui
