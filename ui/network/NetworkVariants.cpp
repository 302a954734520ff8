#include "ui/network/NetworkVariants.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include <normscope/experiment/Variants.h>
#include <normscope/graph/Variants.h>

#include "ui/charts/Palette.h"
#include "ui/models/ValueText.h"
#include "ui/models/VariantTexts.h"
#include "ui/network/NetworkExport.h"
#include "ui/network/NetworkTexts.h"

namespace normscope::ui
{

namespace
{

constexpr double kTitleHeight = 22;
constexpr int kTitlePixels = 14;
constexpr double kSample = 26;  ///< length of the line in the variant's colour
constexpr double kGap = 8;

double scaleIn(const NetworkPicture& picture, const QSizeF& size)
{
    const QRectF bounds = paintedBounds(picture);
    return std::min(size.width() / bounds.width(), size.height() / bounds.height());
}

auto bnOf(const std::vector<NetworkPicture>& pictures)
{
    return std::find_if(pictures.begin(), pictures.end(), [](const NetworkPicture& one) { return one.variant == kBn; });
}

}  // namespace

NetworkPicture variantPicture(const graph::Graph& graph, const std::string& variant, const DataShape& shape)
{
    NetworkPicture picture;
    picture.variant = variant;
    picture.graph = graph;
    picture.outline = graph::outlineFor(graph, shape.image, shape.classes);
    if (variant != kBn && variant != kNoBn && picture.outline.misfits.empty()) {
        if (auto changed = graph::variantOf(graph, variant)) {
            picture.graph = std::move(*changed);
            picture.outline = graph::outlineFor(picture.graph, shape.image, shape.classes);
        } else {
            picture.outline.misfits.push_back({graph::kInputIndex, changed.error().message});
        }
    }
    // So many nodes that nobody looks at them have no rows.
    picture.outline.rows.resize(picture.graph.nodes.size());
    picture.costs = graph::costsOf(picture.graph, picture.outline.rows);
    return picture;
}

std::vector<std::string> shownVariants(const ExperimentSpec& spec)
{
    std::vector<std::string> labels = spec.variants.size() > 1 ? spec.variants : std::vector<std::string>{kBn, kNoBn};
    if (std::find(labels.begin(), labels.end(), kBn) == labels.end()) {
        labels.insert(labels.begin(), kBn);
    }
    return labels;
}

QString variantTitle(const NetworkPicture& picture, const NetworkPicture& bn)
{
    const std::int64_t more = parametersOf(picture) - parametersOf(bn);
    const QString name = variantText(picture.variant);
    if (more == 0) {
        return name;
    }
    const QString count = (more < 0 ? QStringLiteral("−") : QStringLiteral("+")) + groupedCount(std::abs(more));
    //: %1 is a variant, "no BN", %2 how many parameters more or fewer than with BN it has: "−768"
    return NetworkTexts::tr("%1 (%2 parameters)").arg(name, count);
}

VariantsView::VariantsView(NetworkDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("networkVariants"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("The networks that are compared"));
    // Once for all that the event loop brings of a drag.
    m_layOut.setSingleShot(true);
    m_layOut.setInterval(0);
    connect(&m_layOut, &QTimer::timeout, this, &VariantsView::layOutAnew);
    connect(&document, &NetworkDocument::changed, this, [this] {
        if (isVisible()) {
            rebuild();
        }
    });
}

void VariantsView::rebuild()
{
    m_pictures.clear();
    const graph::Graph graph = m_document.graph().value_or(graph::Graph());
    for (const std::string& label : shownVariants(m_document.settings().spec())) {
        m_pictures.push_back(variantPicture(graph, label, m_document.settings().dataShape()));
    }
    QStringList titles;
    for (const NetworkPicture& picture : m_pictures) {
        titles << variantTitle(picture, *bnOf(m_pictures));
    }
    setAccessibleDescription(titles.join(QStringLiteral("; ")));
    layOutAnew();
}

/// In as many columns as leave the smallest of them largest.
void VariantsView::layOutAnew()
{
    const auto folded = foldedAtFirst(m_document.graph().value_or(graph::Graph()));
    m_columns = 1;
    const int count = static_cast<int>(m_pictures.size());
    double best = 0;
    for (int columns = 1; columns <= count && best < 1; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const QSizeF cell(width() / columns - kGap, height() / rows - kTitleHeight - kGap);
        if (cell.isEmpty()) {
            continue;
        }
        std::vector<NetworkLayout> layouts;
        double least = 0;
        for (NetworkPicture& picture : m_pictures) {
            std::swap(picture.layout, layouts.emplace_back(layOutFor(picture.graph, folded, cell)));
            least = layouts.size() == 1 ? scaleIn(picture, cell) : std::min(least, scaleIn(picture, cell));
        }
        if (least > best) {
            best = least;
            m_columns = columns;
        } else {
            for (std::size_t i = 0; i < m_pictures.size(); ++i) {
                std::swap(m_pictures[i].layout, layouts[i]);
            }
        }
    }
    update();
}

void VariantsView::paint(QPainter& painter, const QRectF& target, const NetworkColors& colors,
                         const QStringList& fonts) const
{
    const int count = static_cast<int>(m_pictures.size());
    const int rows = (count + m_columns - 1) / m_columns;
    const bool isDarkGround = colors.ground.lightnessF() < colors.ink.lightnessF();
    const auto bn = bnOf(m_pictures);
    QFont font = painter.font();
    if (!fonts.isEmpty()) {
        font.setFamilies(fonts);
    }
    // In the drawing's units, as its own letters.
    font.setPixelSize(kTitlePixels);
    const QFontMetricsF metrics(font, painter.device());
    for (int i = 0; i < count; ++i) {
        const NetworkPicture& picture = m_pictures[static_cast<std::size_t>(i)];
        const QRectF cell(target.left() + target.width() * (i % m_columns) / m_columns,
                          target.top() + target.height() * (i / m_columns) / rows, target.width() / m_columns - kGap,
                          target.height() / rows - kGap);
        const QRectF title(cell.left() + kGap, cell.top(), cell.width() - kGap, kTitleHeight);
        QPen pen(variantColor(picture.variant, 0, isDarkGround), 2.4);
        pen.setCapStyle(Qt::FlatCap);
        if (const QList<qreal> dash = variantDash(picture.variant); !dash.isEmpty()) {
            pen.setDashPattern(dash);
        }
        painter.setPen(pen);
        painter.drawLine(QPointF(title.left(), title.center().y()),
                         QPointF(title.left() + kSample, title.center().y()));
        painter.setFont(font);
        painter.setPen(colors.ink);
        const QRectF words = title.adjusted(kSample + kGap, 0, 0, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(variantTitle(picture, *bn), Qt::ElideRight, words.width()));
        if (!picture.layout.blocks.empty()) {
            paintNetworkInto(painter, cell.adjusted(0, kTitleHeight, 0, 0), picture, fonts, colors);
        }
    }
}

void VariantsView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const NetworkColors colors = NetworkColors::of(palette());
    painter.fillRect(rect(), colors.ground);
    paint(painter, rect(), colors);
}

void VariantsView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (isVisible()) {
        m_layOut.start();
    }
}

void VariantsView::showEvent(QShowEvent* event)
{
    rebuild();
    QWidget::showEvent(event);
}

void VariantsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("The networks that are compared"));
        if (isVisible()) {
            rebuild();
        }
    }
    QWidget::changeEvent(event);
    update();
}

}  // namespace normscope::ui
