import { CROSS_ACCOUNT, type CrossAccountActions, of, regional } from './cross-account-actions';

/**
 * Actions that accept what another account shares or offers: an identity that may do one of them on `*` can join, copy or start what the
 * other side shares. Images and snapshots have no account in their ARNs.
 * Source: RAM user guide, "Accepting and rejecting resource share invitations"; EC2 user guide, "Shared AMIs" and "Share a snapshot"; the
 * guides of each service on invitations and handshakes; IAM user guide, `aws:ResourceAccount`, on where that key is missing.
 */
const TAKING_IN: readonly CrossAccountActions[] = [
  {
    resource: regional('ram', 'resource-share-invitation/{name}'),
    actions: of('ram', 'AcceptResourceShareInvitation'),
    severity: 'high',
  },
  {
    resource: 'arn:{partition}:ec2:{region}::image/ami-{name}',
    actions: of('ec2', 'RunInstances', 'RequestSpotInstances', 'RequestSpotFleet', 'CreateFleet'),
    severity: 'high',
    ownerKey: 'ec2:owner',
  },
  {
    resource: 'arn:{partition}:ec2:{region}::image/ami-{name}',
    actions: of('ec2', 'CopyImage', 'CreateStoreImageTask'),
    severity: 'high',
    ownerKey: 'ec2:owner',
    withoutResourceAccount: true,
  },
  {
    resource: 'arn:{partition}:ec2:{region}::snapshot/snap-{name}',
    actions: [...of('ec2', 'CopySnapshot', 'CreateVolume', 'RegisterImage'), ...of('ebs', 'GetSnapshotBlock')],
    severity: 'high',
    ownerKey: 'ec2:owner',
    withoutResourceAccount: true,
  },
  {
    resource: 'arn:{partition}:ec2:{region}::fpga-image/afi-{name}',
    actions: ['ec2:CopyFpgaImage'],
    severity: 'medium',
  },
  {
    resource: regional('ec2', 'transit-gateway-attachment/tgw-attach-{name}'),
    actions: ['ec2:AcceptTransitGateway*'],
    severity: 'high',
  },
  {
    resource: regional('ec2', 'vpc-endpoint-service/vpce-svc-{name}'),
    actions: ['ec2:AcceptVpcEndpointConnections'],
    severity: 'high',
  },
  {
    resource: regional('ec2', 'elastic-ip/eipalloc-{name}'),
    actions: of('ec2', 'AcceptAddressTransfer', 'AcceptCapacityReservationBillingOwnership'),
    severity: 'medium',
  },
  // Actions that can be allowed on `*` only.
  {
    resource: '*',
    actions: [
      ...of('guardduty', 'AcceptInvitation', 'AcceptAdministratorInvitation'),
      ...of('es', 'AcceptInboundConnection', 'AcceptInboundCrossClusterSearchConnection'),
      ...['macie2:AcceptInvitation', 'workspaces:AcceptAccountLinkInvitation', 'omics:AcceptShare'],
      ...['datazone:AcceptSubscriptionRequest', 'interconnect:AcceptConnectionProposal'],
      ...['route53domains:AcceptDomainTransferFromAnotherAwsAccount', 'servicecatalog:CopyProduct'],
    ],
    severity: 'high',
    withoutResourceAccount: true,
  },
  { resource: regional('detective', 'graph:{name}'), actions: ['detective:AcceptInvitation'], severity: 'high' },
  {
    resource: regional('securityhub', 'hub/{name}'),
    actions: of('securityhub', 'AcceptInvitation', 'AcceptAdministratorInvitation'),
    severity: 'high',
    withoutResourceAccount: true,
  },
  {
    resource: 'arn:{partition}:organizations::{account}:handshake/o-{name}/invite/h-{name}',
    actions: ['organizations:AcceptHandshake'],
    severity: 'high',
  },
  {
    resource: regional('catalog', 'portfolio/port-{name}'),
    actions: ['servicecatalog:AcceptPortfolioShare'],
    severity: 'high',
  },
  {
    resource: regional('network-firewall', 'firewall/{name}'),
    actions: ['network-firewall:AcceptNetworkFirewallTransitGatewayAttachment'],
    severity: 'high',
  },
  {
    resource: 'arn:{partition}:networkmanager::{account}:attachment/attachment-{name}',
    actions: ['networkmanager:AcceptAttachment'],
    severity: 'high',
  },
  {
    resource: 'arn:{partition}:directconnect::{account}:dx-gateway/{name}',
    actions: ['directconnect:AcceptDirectConnectGatewayAssociationProposal'],
    severity: 'high',
  },
  {
    resource: regional('directconnect', 'dxvif/dxvif-{name}'),
    actions: ['directconnect:Confirm*VirtualInterface'],
    severity: 'high',
  },
  // Resource shares of RAM are accepted by an action of their own.
  {
    resource: regional('vpc-lattice', 'servicenetwork/sn-{name}'),
    actions: of('vpc-lattice', 'CreateServiceNetworkVpcAssociation', 'CreateServiceNetworkServiceAssociation'),
    severity: 'high',
  },
  {
    resource: regional('route53resolver', 'resolver-rule/rslvr-rr-{name}'),
    actions: ['route53resolver:AssociateResolverRule'],
    severity: 'high',
  },
  {
    resource: regional('route53resolver', 'firewall-rule-group/rslvr-frg-{name}'),
    actions: ['route53resolver:AssociateFirewallRuleGroup'],
    severity: 'medium',
  },
  {
    resource: regional('route53profiles', 'profile/rp-{name}'),
    actions: ['route53profiles:AssociateProfile'],
    severity: 'high',
  },
  {
    resource: 'arn:{partition}:networkmanager::{account}:core-network/core-network-{name}',
    actions: of('networkmanager', 'CreateVpcAttachment', 'CreateSiteToSiteVpnAttachment', 'CreateConnectAttachment'),
    severity: 'high',
  },
  {
    resource: 'arn:{partition}:ec2::{account}:ipam-resource-discovery/ipam-res-disco-{name}',
    actions: ['ec2:AssociateIpamResourceDiscovery'],
    severity: 'medium',
  },
  {
    resource: regional('cleanrooms', 'collaboration/{name}'),
    actions: ['cleanrooms:CreateMembership'],
    severity: 'high',
  },
  {
    resource: regional('redshift', 'datashare:{name}/{name}'),
    actions: ['redshift:AssociateDataShareConsumer'],
    severity: 'high',
  },
  {
    resource: 'arn:{partition}:route53:::hostedzone/{name}',
    actions: ['route53:AssociateVPCWithHostedZone'],
    severity: 'high',
    withoutResourceAccount: true,
  },
  {
    resource: regional('rtbfabric', 'gateway/rtb-gw-{name}/link/link-{name}'),
    actions: ['rtbfabric:AcceptLink'],
    severity: 'high',
  },
  { resource: regional('ds', 'directory/d-{name}'), actions: ['ds:AcceptSharedDirectory'], severity: 'high' },
  { resource: regional('iot', 'cert/{name}'), actions: ['iot:AcceptCertificateTransfer'], severity: 'high' },
  {
    resource: 'arn:{partition}:license-manager::{account}:grant:g-{name}',
    actions: ['license-manager:AcceptGrant'],
    severity: 'medium',
  },
  {
    resource: regional('dataexchange', 'data-grants/{name}'),
    actions: ['dataexchange:AcceptDataGrant'],
    severity: 'high',
  },
  {
    resource: regional('proton', 'environment-account-connection/{name}'),
    actions: ['proton:AcceptEnvironmentAccountConnection'],
    severity: 'high',
  },
  {
    resource: regional('medialive', 'inputDevice:{name}'),
    actions: ['medialive:AcceptInputDeviceTransfer'],
    severity: 'medium',
  },
  {
    resource: regional('iam', 'delegation-request/{name}'),
    actions: ['iam:AcceptDelegationRequest'],
    severity: 'high',
  },
  {
    resource: regional('rds', 'cluster-snapshot:{name}'),
    actions: of('rds', 'CopyDBClusterSnapshot', 'RestoreDBClusterFromSnapshot'),
    severity: 'high',
  },
  {
    resource: regional('redshift', 'snapshot:{name}/{name}'),
    actions: of('redshift', 'CopyClusterSnapshot', 'RestoreFromClusterSnapshot', 'RestoreTableFromClusterSnapshot'),
    severity: 'high',
  },
  {
    resource: regional('redshift-serverless', 'snapshot/{name}'),
    actions: of('redshift-serverless', 'RestoreFromSnapshot', 'RestoreTableFromSnapshot'),
    severity: 'high',
  },
  {
    resource: regional('docdb-elastic', 'cluster-snapshot/{name}'),
    actions: of('docdb-elastic', 'CopyClusterSnapshot', 'RestoreClusterFromSnapshot'),
    severity: 'high',
  },
  {
    resource: regional('fsx', 'snapshot/{name}/{name}'),
    actions: ['fsx:CopySnapshotAndUpdateVolume'],
    severity: 'medium',
  },
  {
    resource: regional('appstream', 'image/{name}'),
    actions: of('appstream', 'CopyImage', 'CreateFleet'),
    severity: 'medium',
  },
  {
    resource: regional('workspaces', 'workspaceimage/{name}'),
    actions: ['workspaces:CopyWorkspaceImage'],
    severity: 'medium',
  },
  { resource: regional('backup', 'recovery-point:{name}'), actions: ['backup:CopyFromBackupVault'], severity: 'high' },
  {
    resource: regional('cloudhsm', 'backup/{name}'),
    actions: of('cloudhsm', 'RestoreBackup', 'CopyBackupToRegion'),
    severity: 'high',
  },
];

/** All actions of an own identity on what the other account owns, shares or offers. */
export const ACTIONS_ACROSS_ACCOUNTS: readonly CrossAccountActions[] = [...CROSS_ACCOUNT, ...TAKING_IN];
