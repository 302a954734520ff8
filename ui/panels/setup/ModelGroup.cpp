#include "ui/panels/setup/ModelGroup.h"

#include <QHeaderView>

#include <normscope/base/Numbers.h>

namespace normscope::ui
{

namespace
{

constexpr int kMostRowsSeen = 12;

}  // namespace

ModelGroup::ModelGroup(ExperimentDocument& document, QWidget* parent)
    : FieldGroup(document, parent)
    , m_formula(new QLabel(this))
    , m_layers(document)
    , m_table(new QTreeView(this))
{
    setObjectName(QStringLiteral("modelGroup"));
    for (const char* key :
         {"model", "hidden", "channels", "blocks", "widths", "bn_layers", "variants", "bn_momentum"}) {
        addField(key);
    }
    m_formula->setObjectName(QStringLiteral("momentumFormula"));
    m_formula->setWordWrap(true);
    m_formula->setForegroundRole(QPalette::PlaceholderText);
    addWide(m_formula);
    addField("bn_eps");
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

void ModelGroup::update()
{
    const ExperimentSpec& spec = m_document.spec();
    field("hidden").setVisible(spec.isOf(ModelFamily::Mlp));
    field("channels").setVisible(spec.isOf(ModelFamily::Cnn));
    field("blocks").setVisible(spec.isOf(ModelFamily::ResNet));
    field("widths").setVisible(spec.isOf(ModelFamily::ResNet));
    // 1 − 0.9 is 0.09999999999999998 to a computer.
    const double present = std::round((1 - spec.bnMomentum) * 1e9) / 1e9;
    m_formula->setText(
        tr("running ← %1 · running + %2 · batch   (PyTorch: momentum=%2)")
            .arg(QString::fromStdString(shortest(spec.bnMomentum)), QString::fromStdString(shortest(present))));
    const int rows = std::clamp(m_layers.rowCount(), 3, kMostRowsSeen);
    const int rowHeight = m_layers.rowCount() > 0 ? m_table->sizeHintForRow(0) : fontMetrics().height();
    m_table->setFixedHeight(rowHeight * rows + m_table->header()->sizeHint().height() + 2 * m_table->frameWidth() + 2);
}

void ModelGroup::retranslate()
{
    setTitle(tr("Network"));
    m_table->setAccessibleName(tr("Layers"));
    m_layers.rebuild();
    update();
}

}  // namespace normscope::ui
